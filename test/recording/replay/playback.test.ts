import assert from 'node:assert/strict';
import {mock, test} from 'node:test';
import {createTransport} from '../../../source/recording/replay/playback.js';

const {signal} = new AbortController();

/** A transport on a clock that is moved by hand, and what it let happen so far. */
function byHand() {
	let nowMs = 0;
	mock.timers.enable({apis: ['setTimeout']});
	const transport = createTransport({startMs: 1000, endMs: 9000}, () => nowMs);
	const happened: string[] = [];
	const settle = () => new Promise(resolve => setImmediate(resolve));
	return {
		...transport,
		happened,
		async next(gapMs: number) {
			transport.advance(gapMs);
			transport.wait(signal).then(outcome => happened.push(outcome === 'due' ? 'due' : outcome.kind));
			await settle();
		},
		async pass(ms: number) {
			nowMs += ms;
			mock.timers.tick(ms);
			await settle();
		},
		settle,
		[Symbol.dispose]: () => mock.timers.reset(),
	};
}

test('a sample is due after the recorded time', async () => {
	using transport = byHand();
	await transport.next(500);
	await transport.pass(499);
	assert.deepEqual(transport.happened, []);
	await transport.pass(1);
	assert.deepEqual(transport.happened, ['due']);
});

test('at tenfold speed a sample is due after a tenth of the time', async () => {
	using transport = byHand();
	transport.playback.setSpeed(10);
	await transport.next(500);
	await transport.pass(49);
	assert.deepEqual(transport.happened, []);
	await transport.pass(1);
	assert.deepEqual(transport.happened, ['due']);
});

test('a changed speed applies to the remaining time', async () => {
	using transport = byHand();
	await transport.next(1000);
	await transport.pass(500);
	transport.playback.setSpeed(0.1);
	await transport.pass(4999);
	assert.deepEqual(transport.happened, []);
	await transport.pass(1);
	assert.deepEqual(transport.happened, ['due']);
});

test('no time passes during a pause', async () => {
	using transport = byHand();
	await transport.next(1000);
	await transport.pass(400);
	transport.playback.pause();
	await transport.pass(100_000);
	assert.deepEqual(transport.happened, []);
	transport.playback.resume();
	await transport.pass(599);
	assert.deepEqual(transport.happened, []);
	await transport.pass(1);
	assert.deepEqual(transport.happened, ['due']);
});

test('a short delay is caught up, a long one is not', async () => {
	using transport = byHand();
	await transport.next(100);
	await transport.pass(150);
	await transport.next(100);
	await transport.pass(50);
	assert.deepEqual(transport.happened, ['due', 'due'], '50 ms late, the next is due 50 ms sooner');
	await transport.pass(100_000);
	await transport.next(300);
	await transport.pass(49);
	assert.equal(transport.happened.length, 2, 'not at once, as if 100 s were to be caught up');
	await transport.pass(1);
	assert.equal(transport.happened.length, 3);
});

test('steps pause and make samples due immediately', async () => {
	using transport = byHand();
	transport.playback.step(2);
	assert.equal(transport.playback.store.getState().isPaused, true);
	await transport.next(500);
	await transport.next(500);
	assert.deepEqual(transport.happened, ['due', 'due']);
	await transport.next(500);
	await transport.pass(10_000);
	assert.equal(transport.happened.length, 2);
});

test('a jump ends the wait, and the last of several jumps is used', async () => {
	using transport = byHand();
	await transport.next(500);
	transport.playback.seek(5000);
	transport.playback.nextAlert();
	await transport.settle();
	assert.deepEqual(transport.happened, ['nextAlert']);
	transport.playback.step(-1);
	await transport.next(500);
	assert.deepEqual(transport.happened, ['nextAlert', 'back']);
});

test('the speed is clamped to its limits', () => {
	using transport = byHand();
	const {playback} = transport;
	for (const [asked, expected] of [
		[1000, 100],
		[0, 0.1],
		[-5, 0.1],
		[2.5, 2.5],
	] as const) {
		playback.setSpeed(asked);
		assert.equal(playback.store.getState().speed, expected);
	}
});
