import type { main as commandLine } from '../src/cli.ts';

export function walkThrough(main: typeof commandLine, write: (text: string) => void): Promise<number>;
