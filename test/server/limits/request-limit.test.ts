import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createRequestLimit} from '../../../source/server/limits/request-limit.js';

const generous = {take: () => true, retryAfter: () => 0};

test('the first excess request gets an error, further ones are ignored, and fifty are a flood', () => {
	const limit = createRequestLimit(0, generous);
	const verdicts = Array.from({length: 72}, () => limit.ask(1, 0));
	assert.deepEqual(verdicts, [
		...new Array(20).fill('granted'),
		'refused',
		...new Array(49).fill('ignored'),
		...new Array(2).fill('flood'),
	]);
	assert.equal(limit.retryAfter(1, 0), 0.1);
	assert.equal(limit.ask(1, 100), 'granted');
	assert.equal(limit.ask(1, 100), 'refused');
});

test('requests beyond the shared budget of the address are refused, but do not count as a flood', () => {
	let isUsedUp = true;
	const taken: number[] = [];
	const limit = createRequestLimit(0, {
		take(cost) {
			taken.push(cost);
			return !isUsedUp;
		},
		retryAfter: () => 2.34,
	});
	assert.deepEqual(
		Array.from({length: 100}, (_, index) => limit.ask(1, index * 100)),
		['refused', ...new Array(99).fill('ignored')],
	);
	assert.equal(limit.retryAfter(1, 10_000), 2.4);
	isUsedUp = false;
	assert.equal(limit.ask(9, 10_000, 1), 'granted');
	assert.equal(taken.at(-1), 1, 'what was made for another client costs less');
});
