import assert from 'node:assert/strict';
import {Writable} from 'node:stream';
import {test} from 'node:test';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {boundedOutput} from '../../source/support/bounded-output.js';

test('unread output beyond the limit is discarded and counted', async () => {
	let take: (() => void) | undefined;
	let isOpen = false;
	const written: string[] = [];
	const stream = new Writable({
		write(chunk, _encoding, done) {
			written.push(String(chunk));
			if (isOpen) {
				done();
			} else {
				take = done;
			}
		},
	});
	const lost: number[] = [];
	const write = boundedOutput(stream, count => lost.push(count));
	const line = `${'x'.repeat(1023)}\n`;
	for (let count = 0; count < 5000; count++) {
		write(line);
	}

	assert.ok(stream.writableLength < 1_100_000, `${stream.writableLength} bytes wait`);
	assert.deepEqual(lost, []);
	isOpen = true;
	take?.();
	while (stream.writableLength > 0) {
		await nextTurn();
	}

	write('last\n');
	await nextTurn();
	assert.equal(written.at(-1), 'last\n');
	assert.deepEqual(lost, [5000 - (written.length - 1)]);
});
