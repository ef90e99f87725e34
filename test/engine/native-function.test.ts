// The bridge from SQL to JavaScript functions.
import * as module from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { registerNative } from '../../src/engine/running/native-function.ts';

test('kql_native hands each row to JavaScript on every connection; null in and out; an exception ends the query only', async () => {
  const instance = await module.DuckDBInstance.create(':memory:');
  const first = await instance.connect();
  registerNative({ module, connection: first }, 'kql_native', (name, args) => {
    const [value] = JSON.parse(args) as unknown[];
    if (value === 'bad') throw new Error('not that one');
    return value === null ? null : `${name} ${value}`;
  });
  first.closeSync();
  const connection = await instance.connect();
  const rows = async (sql: string) => (await connection.run(sql)).getRows();
  const many = await rows("select kql_native('f', to_json([i])::varchar) from range(5000) t(i)");
  expect(many).toHaveLength(5000);
  expect(many[4999]).toEqual(['f 4999']);
  await expect(rows(`select kql_native('f', '["bad"]')`)).rejects.toThrow('not that one');
  expect(await rows("select kql_native('f', '[null]'), kql_native('f', null)")).toEqual([[null, null]]);
  connection.closeSync();
  instance.closeSync();
});
