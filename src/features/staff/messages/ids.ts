export const LOOK_THROUGH = 'staff.look-through';
export const MAP_COLUMNS = 'staff.map-columns';
export const IMPORT = 'staff.import';
export const IMPORT_AGAIN = 'staff.import-again';
export const EXPORT = 'staff.export';
