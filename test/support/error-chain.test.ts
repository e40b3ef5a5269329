import assert from 'node:assert/strict';
import {test} from 'node:test';
import {errorChain} from '../../source/support/error-chain.js';

test('an error is told with its stack and with everything that caused it', () => {
	const text = errorChain(new Error('not written', {cause: new TypeError('no file', {cause: 'nobody knows why'})}));
	const [, first, second, third] =
		/^Error: not written\n(.+)\ncaused by TypeError: no file\n(.+)\ncaused by (.*)$/s.exec(text) ?? [];
	assert.match(first ?? '', /error-chain\.test/);
	assert.match(second ?? '', /error-chain\.test/);
	assert.equal(third, 'nobody knows why');
});

test('of several that failed together, the first is told', () => {
	assert.match(errorChain(new AggregateError([new Error('one'), new Error('two')])), /caused by Error: one/);
});

test('causes that go round in a circle come to an end', () => {
	const error = new Error('round');
	error.cause = error;
	assert.ok(errorChain(error).split('caused by').length < 20);
});

test('what a stranger said cannot steer the terminal', () => {
	assert.doesNotMatch(errorChain(new Error('\u001B[2Jgone')), /\u001B/);
});
