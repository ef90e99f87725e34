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

test('what is too heavy together leaves, unused longest first', () => {
  const left: string[] = [];
  const weight = { of: (key: string) => key.length, most: 5 };
  const cache = createCache<string, string>({ capacity: 9, weight, onLeave: (value) => left.push(value) });
  cache.set('a', 'first');
  cache.set('bb', 'second');
  cache.set('cc', 'third');
  expect(left).toEqual([]);
  cache.set('bb', 'again');
  expect(left).toEqual(['second']);
  cache.set('ddd', 'fourth');
  expect(left).toEqual(['second', 'first', 'third']);
  cache.take('bb');
  cache.set('ee', 'fifth');
  expect(left).toEqual(['second', 'first', 'third']);
  cache.set('ffffffff', 'heavy');
  expect(left).toEqual(['second', 'first', 'third', 'fourth', 'fifth']);
  expect(cache.get('ffffffff')).toBe('heavy');
});
