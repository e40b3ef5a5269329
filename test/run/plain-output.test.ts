import assert from 'node:assert/strict';
import {test} from 'node:test';
import {followPlainly} from '../../source/run/plain-output.js';
import {sampleStore} from '../helpers/sample-store.js';
import {sampleAt} from '../helpers/samples.js';

test('each sample is written once, even if the store changes otherwise', () => {
	const store = sampleStore();
	const written: string[] = [];
	followPlainly(store, {
		encode: ({sequence}) => String(sequence),
		write: text => written.push(text),
		minIntervalMs: 0,
		isOnce: false,
		hasRatesAtOnce: false,
		onDone: () => assert.fail('never done'),
	});
	store.receive(sampleAt(0));
	store.receive(sampleAt(0.5));
	store.report('connection', 'connection refused');
	store.receive(sampleAt(1));
	store.report('export', 'the disk is full');
	store.report('connection', undefined);
	assert.deepEqual(written, ['2\n', '3\n']);
});
