export const CHOOSE = 'rollover.choose';
export const PREVIEW = 'rollover.preview';
export const APPLY = 'rollover.apply';
