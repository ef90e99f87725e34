// The colours of a report in its two schemes. Text keeps a contrast of 4.5 to 1 on every ground it stands on (WCAG 2.2, 1.4.3).

/** Grounds that text stands on. */
const light = {
  ground: '#ffffff',
  panel: '#f3f5f8',
  text: '#1b2128',
  muted: '#525d69',
  line: '#ccd3da',
  accent: '#0a56a3',
  good: '#dcf2e0',
  partly: '#fcefc9',
  bad: '#fbe1e0',
  goodText: '#145c2a',
  partlyText: '#6b4a00',
  badText: '#96201c',
  keyword: '#0a56a3',
  function: '#6f2da8',
  string: '#96201c',
  literal: '#145c2a',
  comment: '#525d69',
} as const;

type Palette = Readonly<Record<keyof typeof light, string>>;

const dark: Palette = {
  ground: '#12161b',
  panel: '#1b2129',
  text: '#e5e9ee',
  muted: '#a7b1bc',
  line: '#3a434e',
  accent: '#82bbff',
  good: '#173a23',
  partly: '#43340c',
  bad: '#4a1d1d',
  goodText: '#98dfae',
  partlyText: '#f2cd75',
  badText: '#ffb1ab',
  keyword: '#82bbff',
  function: '#d3aaff',
  string: '#ffb1ab',
  literal: '#98dfae',
  comment: '#a7b1bc',
};

export const palettes = { light, dark } as const satisfies Record<string, Palette>;

/** The custom properties of a scheme. */
export function propertiesOf(palette: Palette): string {
  return Object.entries(palette)
    .map(([name, colour]) => `--${name}:${colour};`)
    .join('');
}
