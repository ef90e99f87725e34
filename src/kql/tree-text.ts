// The text of a tree of the parser: a node's own toString() looks for its first token from the start, which adds up in long lists.
interface Tree {
  readonly Root: { toString(): string };
}

const texts = new WeakMap<Tree, string>();

/** The whole text, made once a tree. */
export function textOfTree(tree: Tree): string {
  let text = texts.get(tree);
  if (text === undefined) {
    text = tree.Root.toString();
    texts.set(tree, text);
  }
  return text;
}
