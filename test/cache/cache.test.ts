// The cache keeps what was used last, and says which value leaves.
import { expect, test } from 'vitest';
import { createCache } from '../../src/cache/cache.ts';

function cacheOfTwo() {
  const left: string[] = [];
  const cache = createCache<string, string>({ capacity: 2, onLeave: (value) => left.push(value) });
  return { cache, left };
}

test('the value unused longest leaves', () => {
  const { cache, left } = cacheOfTwo();
  cache.set('a', 'first');
  cache.set('b', 'second');
  expect(cache.get('a')).toBe('first');
  cache.set('c', 'third');
  expect(left).toEqual(['second']);
  expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual(['first', undefined, 'third']);
});

test('a value that is replaced leaves, and no other', () => {
  const { cache, left } = cacheOfTwo();
  cache.set('a', 'first');
  cache.set('b', 'second');
  cache.set('a', 'again');
  expect(left).toEqual(['first']);
  expect([cache.get('a'), cache.get('b')]).toEqual(['again', 'second']);
});

test('a value that is taken is the caller’s', () => {
  const { cache, left } = cacheOfTwo();
  cache.set('a', 'first');
  expect(cache.take('a')).toBe('first');
  expect(cache.take('a')).toBeUndefined();
  cache.clear();
  expect(left).toEqual([]);
});

test('clearing lets every value leave', () => {
  const { cache, left } = cacheOfTwo();
  cache.set('a', 'first');
  cache.set('b', 'second');
  cache.clear();
  expect(left).toEqual(['first', 'second']);
  expect(cache.get('a')).toBeUndefined();
});
