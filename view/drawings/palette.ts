/** Colours of one thing that is drawn: its surface, and the line around it. */
export interface Tone {
  readonly fill: string
  readonly line: string
}

/** All colours of one scheme. Text on every surface is `ink`; each line has a contrast of 3:1 and more to both sides. */
export interface Scheme {
  readonly paper: string
  readonly panel: string
  readonly ink: string
  readonly soft: string
  readonly rule: string
  /** What is chosen, and where the keyboard is. */
  readonly accent: string
  /** What everybody shares, and what belongs to nobody. */
  readonly shared: Tone
  readonly device: Tone
  readonly outage: Tone
  /** One for each pool and tenant that has its own; their order is that of the first eight hues. */
  readonly tones: readonly Tone[]
}

/** Colours on white. */
export const light: Scheme = {
  paper: '#ffffff',
  panel: '#f5f7f9',
  ink: '#1a1e24',
  soft: '#586371',
  rule: '#dce1e7',
  accent: '#0b62c4',
  shared: { fill: '#e2e9f0', line: '#576574' },
  device: { fill: '#f1f3f5', line: '#737d89' },
  outage: { fill: '#ffe1dc', line: '#c02e1d' },
  tones: [
    { fill: '#c4efe8', line: '#008376' },
    { fill: '#e9deff', line: '#7857ab' },
    { fill: '#fdddc9', line: '#a35303' },
    { fill: '#cfe8ff', line: '#226fb3' },
    { fill: '#fadaee', line: '#9b4a83' },
    { fill: '#d3edd3', line: '#317f38' },
    { fill: '#f1e4c3', line: '#8b6500' },
    { fill: '#ffd9dd', line: '#a94657' },
  ],
}

/** Colours on near-black. */
export const dark: Scheme = {
  paper: '#14171c',
  panel: '#1c2027',
  ink: '#eef1f5',
  soft: '#a3aebb',
  rule: '#333a44',
  accent: '#7db8ff',
  shared: { fill: '#30363d', line: '#97a7b7' },
  device: { fill: '#262b32', line: '#808b98' },
  outage: { fill: '#57231d', line: '#ff8a78' },
  tones: [
    { fill: '#004842', line: '#36c6b8' },
    { fill: '#42355a', line: '#ba9cef' },
    { fill: '#573319', line: '#e89960' },
    { fill: '#203f5e', line: '#70b3f7' },
    { fill: '#542f48', line: '#e18fc6' },
    { fill: '#264627', line: '#7bc27e' },
    { fill: '#4b3b0d', line: '#cea94b' },
    { fill: '#5a2e34', line: '#ef8d9a' },
  ],
}

/** Whether a scheme applies: paper is always light. */
export const darkScreen = '@media screen and (prefers-color-scheme: dark)'
