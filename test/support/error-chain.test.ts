import assert from 'node:assert/strict';
import {test} from 'node:test';
import {errorChain} from '../../source/support/error-chain.js';

test('an error is printed with its stack and its causes', () => {
	const text = errorChain(new Error('not written', {cause: new TypeError('no file', {cause: 'nobody knows why'})}));
	const [, first, second, third] =
		/^Error: not written\n(.+)\ncaused by TypeError: no file\n(.+)\ncaused by (.*)$/s.exec(text) ?? [];
	assert.match(first ?? '', /error-chain\.test/);
	assert.match(second ?? '', /error-chain\.test/);
	assert.equal(third, 'nobody knows why');
});

test('the first error of an AggregateError is printed', () => {
	assert.match(errorChain(new AggregateError([new Error('one'), new Error('two')])), /caused by Error: one/);
});

test('circular causes are printed a limited number of times', () => {
	const error = new Error('round');
	error.cause = error;
	assert.ok(errorChain(error).split('caused by').length < 20);
});

test('external text contains no control characters', () => {
	assert.doesNotMatch(errorChain(new Error('\u001B[2Jgone')), /\u001B/);
});
