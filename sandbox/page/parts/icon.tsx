/** The page's own line icons, drawn on a 20 x 20 grid with the colour of the text around them. */
const PATHS = {
  more: 'M4.5 10h.01M10 10h.01M15.5 10h.01',
  menu: 'M3.5 6h13M3.5 10h13M3.5 14h13',
  plus: 'M10 4v12M4 10h12',
  calendar: 'M4 4.5h12v12H4zM4 8.2h12M7.2 2.8v3M12.8 2.8v3',
  reply: 'M4 4h12v9H9.5L6 16.2V13H4z',
  lock: 'M5 9h10v7.5H5zM7 9V6.5a3 3 0 0 1 6 0V9',
  back: 'M12.5 5l-5 5 5 5',
  reset: 'M4 10a6 6 0 1 0 2-4.5L4 7.3M4 3.5v3.8h3.8',
  download: 'M10 3.5v9M6.3 9l3.7 3.7L13.7 9M4 16.5h12',
  close: 'M5.5 5.5l9 9M14.5 5.5l-9 9',
  send: 'M3.5 4l13 6-13 6 2.2-6zM5.7 10h5',
  hash: 'M8 3.5l-1.5 13M13.5 3.5L12 16.5M3.5 7.5h13M3.5 12.5h13',
  clock: 'M10 2.8a7.2 7.2 0 1 1 0 14.4 7.2 7.2 0 0 1 0-14.4zM10 6v4.2l2.8 1.7',
  traffic: 'M3.5 7h11l-3-3M16.5 13h-11l3 3',
  eye: 'M2 10s3-5.2 8-5.2 8 5.2 8 5.2-3 5.2-8 5.2S2 10 2 10zm8-2.3a2.3 2.3 0 1 1 0 4.6 2.3 2.3 0 0 1 0-4.6z',
  chevron: 'M5.5 8l4.5 4.5L14.5 8',
  file: 'M5 2.8h6.5L15 6.3v10.9H5zM11.5 2.8v3.5H15',
  search: 'M9 3.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zm4 9.5l4 4',
  window: 'M8 4H4v12h12v-4M11 4h5v5M16 4l-7 7',
  people:
    'M7.5 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2 16.5c.4-3 2.6-4.5 5.5-4.5s5.1 1.5 5.5 4.5M13 3.8a3 3 0 0 1 0 5.4M15 12.4c1.7.6 2.8 2 3 4.1',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
