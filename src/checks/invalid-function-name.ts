// Reports a name by which no query could call the function, and one that the file spells in two ways.
import { type Check, functionKinds } from './check.ts';
import { pages } from './pages.ts';
import { textOf } from './reading/item-values.ts';

const keys = ['FunctionName', 'FunctionAlias'] as const;

export const invalidFunctionName: Check = {
  code: 'content/invalid-function-name',
  severity: 'error',
  kinds: functionKinds,
  summary:
    'The name of the function is not letters, digits and underscores with a letter first, or its alias is another (a warning).',
  why: 'The workspace refuses the function, or no query can call it by the name it is known by.',
  fix: 'Write letters, digits and underscores, a letter first.',
  see: pages.functions,
  run(item) {
    const wrong = keys.flatMap((key) => {
      const name = textOf(item, [key])?.trim() ?? '';
      if (name === '' || /^[A-Za-z]\w*$/.test(name)) return [];
      return [{ message: `\`${name}\` cannot be the name of a function`, at: item.source.valueAt([key]) }];
    });
    const [name, alias] = keys.map((key) => textOf(item, [key])?.trim());
    if (wrong.length > 0 || name === undefined || alias === undefined || name === alias) return wrong;
    return [
      {
        message: `The alias \`${alias}\` is not the name \`${name}\`; queries call the alias`,
        at: item.source.valueAt(['FunctionAlias']),
        severity: 'warning',
        hint: 'Write the same name twice, as Microsoft’s publishing guide asks for it.',
      },
    ];
  },
};
