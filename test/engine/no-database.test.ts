// Without its binary the engine says what is missing and what to do; it is not taken for a defect of the tool.
import { expect, test } from 'vitest';
import { loadLibrary } from '../../src/engine/running/database.ts';
import { userErrorOf } from '../environments/user-error.ts';

test('a binary that is not installed', () => {
  const missing = () => {
    throw new Error(
      "Cannot find module '@duckdb/node-bindings-linux-x64/duckdb.node'\nRequire stack:\n- duckdb.js",
    );
  };
  const { diagnostic, exitCode } = userErrorOf(() => loadLibrary(missing));
  expect(exitCode).toBe(3);
  expect(diagnostic).toMatchObject({
    code: 'engine/no-database',
    message:
      "The engine, DuckDB, cannot be loaded: Cannot find module '@duckdb/node-bindings-linux-x64/duckdb.node'.",
    hint: expect.stringContaining('npm ci'),
  });
});
