// The SQL function behind KQL functions that SQL cannot express: it hands its arguments to JavaScript, row by row.
import type { Connected } from '../sources/cells.ts';
import { oversteppedByAll } from './watch.ts';

/** What src/kql/translate/native/ offers: `name` is the KQL function, `args` its arguments as a JSON array; null is the Kusto null. */
export type NativeFunction = (name: string, args: string) => string | null;

/**
 * Registers the function, with arguments name and args, for every connection of the database. It runs on the JavaScript thread, some 100,000 rows a
 * second, while timers wait: fit for what is rare or already aggregated.
 */
export function registerNative(
  { module, connection }: Connected,
  sqlName: string,
  call: NativeFunction,
): void {
  connection.registerScalarFunction(
    module.DuckDBScalarFunction.create({
      name: sqlName,
      parameterTypes: [module.VARCHAR, module.VARCHAR],
      returnType: module.VARCHAR,
      mainFunction: (_info, input, output) => {
        const names = input.getColumnVector(0);
        const args = input.getColumnVector(1);
        for (let row = 0; row < input.rowCount; row++) {
          // No timer runs meanwhile.
          const overstepped = row % 64 === 0 ? oversteppedByAll() : undefined;
          if (overstepped !== undefined) throw new Error(overstepped.message);
          const name = names.getItem(row);
          const text = args.getItem(row);
          output.setItem(row, typeof name === 'string' && typeof text === 'string' ? call(name, text) : null);
        }
        output.flush();
      },
    }),
  );
}
