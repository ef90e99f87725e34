// How far a command is, for a reader who waits: one line that is written over at a terminal, plain lines elsewhere.
import { oneLine } from '../diagnostics/harmless.ts';
import { inked, type Style } from './style.ts';

/** What a command does at the moment: `Testing 12/194`, `Reading the workspace`. */
interface Doing {
  readonly what: string;
  readonly done?: number | undefined;
  readonly total?: number | undefined;
}

export interface ProgressOptions {
  readonly write: (text: string) => void;
  /** True: the line is written over and taken away again. False: lines stay, and come seldom. */
  readonly isLive: boolean;
  /** Of the terminal: a line that wraps could not be written over. */
  readonly columns: number;
  readonly style: Style;
  /** Milliseconds, of any clock. */
  readonly now: () => number;
  /** Calls back every so many milliseconds until told to stop; must not keep the process alive. */
  readonly every: (milliseconds: number, tick: () => void) => () => void;
}

export interface Progress {
  show(doing: Doing): void;
  /** Takes the line away; called before anything else is written. */
  clear(): void;
  /** Nothing is done for a while, so nothing is shown. */
  rest(): void;
  stop(): void;
}

/** What ends sooner needs no progress. */
const patience = 500;
/** A log is read later; a line now and then tells as much. */
const betweenLines = 5000;

export function createProgress({ write, isLive, columns, style, now, every }: ProgressOptions): Progress {
  let latest: Doing | undefined;
  let since = now();
  let lastLineAt: number | undefined;
  let isShown = false;
  const line = (doing: Doing) => wordsOf(doing, now() - since);
  const clear = () => {
    if (isShown) write('\r\u001b[2K');
    isShown = false;
  };
  const render = () => {
    if (latest === undefined || now() - since < patience) return;
    if (isLive) {
      clear();
      write(inked(style.dim(line(latest).slice(0, columns - 1)), oneLine));
      isShown = true;
    } else if (lastLineAt === undefined || now() - lastLineAt >= betweenLines) {
      write(`${line(latest)}\n`);
      lastLineAt = now();
    }
  };
  const stop = every(patience, render);
  return {
    show(doing) {
      if (doing.what !== latest?.what) {
        since = now();
        lastLineAt = undefined;
      }
      latest = doing;
      render();
    },
    clear,
    rest() {
      clear();
      latest = undefined;
    },
    stop() {
      clear();
      latest = undefined;
      stop();
    },
  };
}

function wordsOf({ what, done, total }: Doing, elapsed: number): string {
  const count = done === undefined ? '' : ` ${done}${total === undefined ? '' : `/${total}`}`;
  return `${oneLine(what)}${count} (${Math.round(elapsed / 1000)} s)`;
}
