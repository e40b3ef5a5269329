import assert from 'node:assert/strict';
import {appendFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import {DeliveryError} from '../../../source/delivery/delivery-error.js';
import {fileHandler} from '../../../source/delivery/handlers/file.js';
import type {Notification} from '../../../source/delivery/notification.js';
import {burst, eventOf} from '../../helpers/alert-events.js';
import {mountSmallDisk, readOnlyDirectory} from '../../helpers/small-disk.js';
import {temporaryDirectory} from '../../helpers/temporary-directory.js';

const {signal} = new AbortController();
const notification: Notification = {id: 'n-1', host: 'web-01', events: [eventOf('raised')], isTest: false};

function linesOf(file: string): readonly Record<string, unknown>[] {
	const text = readFileSync(file, 'utf8');
	assert.ok(text.endsWith('\n'));
	return text
		.trimEnd()
		.split('\n')
		.map(line => JSON.parse(line));
}

test('each event is a line of JSON in a file that only its owner can read', async () => {
	using directory = temporaryDirectory();
	const file = path.join(directory.path, 'new', 'alerts.log');
	const handler = fileHandler({name: 'file', path: file});
	await handler.send({...notification, events: [eventOf('raised'), eventOf('cleared')]}, signal);
	await handler.send({...notification, id: 'n-2', isTest: true}, signal);
	assert.deepEqual(
		linesOf(file).map(({notification, host, event, level, test}) => [notification, host, event, level, test]),
		[
			['n-1', 'web-01', 'raised', 'WARNING', undefined],
			['n-1', 'web-01', 'cleared', 'WARNING', undefined],
			['n-2', 'web-01', 'raised', 'WARNING', true],
		],
	);
	assert.equal(statSync(file).mode & 0o777, 0o600);
});

test('a file that would become too large is rotated', async () => {
	using directory = temporaryDirectory();
	const file = path.join(directory.path, 'alerts.log');
	const handler = fileHandler({name: 'file', path: file, maxBytes: 1000, keptFiles: 2});
	for (let number = 1; number <= 9; number++) {
		// About 300 bytes: three fit, the fourth does not.
		await handler.send({...notification, id: `n-${number}`}, signal);
	}

	await handler.send({...notification, id: 'n-10'}, signal);
	assert.deepEqual(readdirSync(directory.path).sort(), ['alerts.log', 'alerts.log.1', 'alerts.log.2']);
	const ids = ['alerts.log.2', 'alerts.log.1', 'alerts.log'].flatMap(name => {
		const lines = linesOf(path.join(directory.path, name));
		assert.ok(statSync(path.join(directory.path, name)).size <= 1000);
		assert.ok(statSync(path.join(directory.path, name)).mode % 0o1000 === 0o600);
		return lines.map(line => line.notification);
	});
	// The end is complete and in order; only the oldest are missing.
	assert.deepEqual(
		ids,
		Array.from({length: ids.length}, (_, index) => `n-${11 - ids.length + index}`),
	);
	assert.ok(ids.length < 10);
});

test('an incomplete line of a killed process does not affect the next one', async () => {
	using directory = temporaryDirectory();
	const file = path.join(directory.path, 'alerts.log');
	writeFileSync(file, '{"notification":"n-0","ho');
	await fileHandler({name: 'file', path: file}).send(notification, signal);
	const [half, whole] = readFileSync(file, 'utf8').split('\n');
	assert.equal(half, '{"notification":"n-0","ho');
	assert.equal(JSON.parse(whole ?? '').notification, 'n-1');
});

test('a moved or deleted file is created again', async () => {
	using directory = temporaryDirectory();
	const file = path.join(directory.path, 'alerts.log');
	const handler = fileHandler({name: 'file', path: file});
	await handler.send(notification, signal);
	writeFileSync(file, '');
	await handler.send({...notification, id: 'n-2'}, signal);
	assert.equal(linesOf(file).length, 1);
});

test('a write error is reported and retryable', async () => {
	using directory = temporaryDirectory();
	const file = path.join(directory.path, 'taken');
	mkdirSync(file);
	await assert.rejects(fileHandler({name: 'file', path: file}).send(notification, signal), (error: unknown) => {
		assert.ok(error instanceof DeliveryError);
		assert.equal(error.message, `cannot write ${file}: illegal operation on a directory`);
		return error.isRetryable;
	});
});

test('an unwritable directory is reported', async t => {
	using directory = readOnlyDirectory();
	if (directory === undefined) {
		t.skip('only root may mount a read-only disk');
		return;
	}

	const file = path.join(directory.path, 'alerts.log');
	await assert.rejects(
		fileHandler({name: 'file', path: file}).send(notification, signal),
		/cannot write .+alerts\.log: (?:permission denied|read-only file system)$/,
	);
});

test('a full disk leaves no incomplete line, and the next attempt is complete', async t => {
	using disk = mountSmallDisk(64 * 1024);
	if (disk === undefined) {
		t.skip('only root may mount a small disk');
		return;
	}

	const file = path.join(disk.path, 'alerts.log');
	const handler = fileHandler({name: 'file', path: file});
	await handler.send(notification, signal);
	const before = readFileSync(file, 'utf8');
	const ballast = path.join(disk.path, 'ballast');
	assert.throws(() => {
		for (;;) {
			appendFileSync(ballast, Buffer.alloc(4096));
		}
	}, /ENOSPC/);

	// Much more than the rest of the last page of the file.
	const flood = {...notification, id: 'n-2', events: burst(50)};
	await assert.rejects(handler.send(flood, signal), /no space left on device$/);
	assert.equal(readFileSync(file, 'utf8'), before);

	writeFileSync(ballast, '');
	await handler.send(flood, signal);
	assert.equal(linesOf(file).length, 51);
});
