import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createStore} from '../../source/core/store.js';

test('listeners are called for each change immediately and in order', () => {
	const store = createStore(0);
	const heard: number[] = [];
	store.subscribe(() => heard.push(store.getState()));
	store.setState(value => value + 1);
	store.setState(value => value + 10);
	assert.deepEqual(heard, [1, 11]);
});

test('an update without a change calls no listener', () => {
	const store = createStore({});
	let calls = 0;
	store.subscribe(() => {
		calls += 1;
	});
	store.setState(state => state);
	assert.equal(calls, 0);
});

test('an unsubscribed listener is not called, and a function can subscribe twice', () => {
	const store = createStore(0);
	let calls = 0;
	const listener = (): void => {
		calls += 1;
	};
	const stop = store.subscribe(listener);
	store.subscribe(listener);
	store.setState(() => 1);
	stop();
	stop();
	store.setState(() => 2);
	assert.equal(calls, 3);
});

test('a listener that throws does not affect the others', () => {
	const errors: unknown[] = [];
	const store = createStore(0, error => errors.push(error));
	const fault = new Error('broken follower');
	let heard = 0;
	store.subscribe(() => {
		throw fault;
	});
	store.subscribe(() => {
		heard = store.getState();
	});
	store.setState(() => 7);
	assert.equal(heard, 7);
	assert.deepEqual(errors, [fault]);
});

test('a listener unsubscribed during a change is not called for it', () => {
	const store = createStore(0);
	const heard: string[] = [];
	store.subscribe(() => {
		heard.push('first');
		stopSecond();
	});
	const stopSecond = store.subscribe(() => heard.push('second'));
	store.setState(() => 1);
	assert.deepEqual(heard, ['first']);
});
