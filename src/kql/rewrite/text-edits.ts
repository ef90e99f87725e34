// Changes at several places of a text, and which place of the old text a place of the new one came from.

export interface TextEdit {
  /** Offsets into the text, end exclusive; equal for an insertion. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface EditedText {
  readonly text: string;
  /** The text before all edits. */
  readonly original: string;
  /** The offset in the old text; of what was put in, the start of what it was put in for. */
  originalOffset(offset: number): number;
}

interface Piece {
  /** Of the new text. */
  readonly from: number;
  readonly original: number;
  readonly isOld: boolean;
}

/** Applies edits that do not overlap, in any order; to an edited text, whose places lead on to the text it was made of. */
export function applyEdits(source: string | EditedText, edits: readonly TextEdit[]): EditedText {
  if (typeof source !== 'string') {
    const { text, originalOffset } = applyEdits(source.text, edits);
    return {
      text,
      original: source.original,
      originalOffset: (offset) => source.originalOffset(originalOffset(offset)),
    };
  }
  const text = source;
  const pieces: Piece[] = [];
  let edited = '';
  let at = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (edit.start < at) throw new Error(`overlapping edits at ${edit.start}`);
    pieces.push({ from: edited.length, original: at, isOld: true });
    edited += text.slice(at, edit.start);
    pieces.push({ from: edited.length, original: edit.start, isOld: false });
    edited += edit.text;
    at = edit.end;
  }
  pieces.push({ from: edited.length, original: at, isOld: true });
  edited += text.slice(at);
  return {
    text: edited,
    original: text,
    originalOffset: (offset) => {
      const piece = pieces.findLast(({ from }) => from <= offset) ?? pieces[0]!;
      return piece.isOld ? Math.min(piece.original + offset - piece.from, text.length) : piece.original;
    },
  };
}

/** 1-based line and column of an offset. */
export function placeAt(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: before.length, column: before.at(-1)!.length + 1 };
}

/** The offset of a 1-based line and column; a column beyond its line is its end. */
export function offsetAt(text: string, { line, column }: { line: number; column: number }): number {
  const lines = text.split(/(?<=\r\n|\r(?!\n)|\n)/);
  const before = lines.slice(0, line - 1).join('').length;
  const own = (lines[line - 1] ?? '').replace(/[\r\n]+$/, '');
  return before + Math.min(column - 1, own.length);
}
