// What each piece of a query is to a reader: comment, keyword, function, string, literal, or neither. By its tokens alone, without binding.
import { tokensOf } from './parser.ts';

/** Undefined: names, signs and blanks, which need no mark. */
type PieceClass = 'comment' | 'keyword' | 'function' | 'string' | 'literal' | undefined;

/** A piece of a query's text. */
export interface QueryPiece {
  readonly text: string;
  readonly class: PieceClass;
}

/** The pieces of a query, in their order: joined they are its text. A text that is no query has pieces too. */
export function classify(query: string): readonly QueryPiece[] {
  const tokens = tokensOf(query);
  const pieces = tokens.flatMap(({ kind, text, trivia }, index) => [
    ...triviaPieces(trivia),
    { text, class: classOf(kind, tokens[index + 1]?.kind) },
  ]);
  return joined(pieces);
}

function classOf(kind: string, next: string | undefined): PieceClass {
  if (kind === 'StringLiteralToken') return 'string';
  if (kind.endsWith('LiteralToken')) return 'literal';
  if (kind.endsWith('Keyword')) return 'keyword';
  return kind === 'IdentifierToken' && next === 'OpenParenToken' ? 'function' : undefined;
}

/** Blanks and comments, which end with their line. */
function triviaPieces(trivia: string): readonly QueryPiece[] {
  return trivia
    .split(/(\/\/[^\r\n]*)/)
    .map((text): QueryPiece => ({ text, class: text.startsWith('//') ? 'comment' : undefined }));
}

/** Without empty pieces, and neighbours of one class as one. */
function joined(pieces: readonly QueryPiece[]): readonly QueryPiece[] {
  const result: QueryPiece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (piece.text === '') continue;
    if (last !== undefined && last.class === piece.class && piece.class === undefined) {
      result[result.length - 1] = { text: last.text + piece.text, class: undefined };
    } else result.push(piece);
  }
  return result;
}
