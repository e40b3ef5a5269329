import assert from 'node:assert/strict';
import {appendFileSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import type {Notification} from '../../../source/delivery/notification.js';
import {openLogFile} from '../../../source/delivery/queue/log-file.js';
import {parseLog} from '../../../source/delivery/queue/log-record.js';
import {burst} from '../../helpers/alert-events.js';
import {eventually} from '../../helpers/eventually.js';
import {mountSmallDisk, readOnlyDirectory} from '../../helpers/small-disk.js';
import {copyAsKilled, openTestSpool} from '../../helpers/spool.js';
import {temporaryDirectory} from '../../helpers/temporary-directory.js';

const notifications: readonly Notification[] = burst(20).map((event, index) => ({
	id: `n-${index + 1}`,
	host: 'web-01',
	events: [event],
	isTest: false,
}));

const [one, two, three] = notifications;
assert.ok(one && two && three);

/** A log in its own spool, with its problems. */
async function openAt(directory: string, name = 'ops') {
	const problems = new Map<string, string>();
	const spool = await openTestSpool(directory);
	const log = openLogFile({
		spool,
		name,
		destination: undefined,
		report(area, message) {
			if (message === undefined) {
				problems.delete(area);
			} else {
				problems.set(area, message);
			}
		},
	});
	return {
		...log,
		problems,
		addAll(all: readonly Notification[]) {
			for (const notification of all) {
				for (const event of notification.events) {
					log.add(notification, event);
				}
			}
		},
		async end() {
			await log.close();
			await spool[Symbol.asyncDispose]();
		},
	};
}

function idsOf(all: readonly Notification[]): readonly string[] {
	return all.map(({id}) => id);
}

/** Returns the content that a new process would read. */
function onDisk(directory: string, name = 'ops.notifications') {
	const {waiting, receipts} = parseLog(readFileSync(path.join(directory, name), 'utf8'));
	return {waiting: idsOf(waiting), known: [...receipts.keys()]};
}

test('the log is readable only for the owner and removed when it is empty', async () => {
	using directory = temporaryDirectory();
	const place = path.join(directory.path, 'state', 'spool');
	const log = await openAt(place);
	assert.deepEqual((await log.recovered).waiting, []);
	log.addAll([one, two, three]);
	log.deliver(two);
	await log.settled();
	assert.deepEqual(onDisk(place), {waiting: ['n-1', 'n-3'], known: ['episode-2']});
	assert.equal(statSync(path.join(place, 'ops.notifications')).mode & 0o777, 0o600);
	assert.equal(statSync(place).mode & 0o777, 0o700);

	log.drop('n-1');
	log.drop('n-3');
	const end: Notification = {...two, id: 'end', events: two.events.map(event => ({...event, kind: 'cleared'}))};
	log.addAll([end]);
	await log.settled();
	assert.deepEqual(onDisk(place), {waiting: ['end'], known: ['episode-2']});
	log.deliver(end);
	await log.settled();
	assert.equal(existsSync(path.join(place, 'ops.notifications')), false);
	await log.end();
	assert.deepEqual(readdirSync(place), []);
});

test('the next process reads the log of its handler in order', async () => {
	using directory = temporaryDirectory();
	const earlier = await openAt(directory.path);
	earlier.addAll(notifications.slice(0, 4));
	earlier.deliver(one);
	await earlier.settled();
	using left = copyAsKilled(directory.path);
	await earlier.end();

	const other = await openAt(left.path, 'web');
	assert.deepEqual((await other.recovered).waiting, []);
	await other.end();
	const later = await openAt(left.path);
	const {waiting, receipts} = await later.recovered;
	assert.deepEqual(idsOf(waiting), ['n-2', 'n-3', 'n-4']);
	assert.deepEqual([...receipts.keys()], ['episode-1']);
	later.deliver(three);
	later.addAll(notifications.slice(4, 5));
	await later.settled();
	assert.deepEqual(onDisk(left.path), {waiting: ['n-2', 'n-4', 'n-5'], known: ['episode-1', 'episode-3']});
	await later.end();
});

test('retained notifications are updated on disk', async () => {
	using directory = temporaryDirectory();
	const earlier = await openAt(directory.path);
	earlier.addAll([one, two, three]);
	await earlier.end();
	const later = await openAt(directory.path);
	await later.recovered;
	later.retain([three]);
	await later.settled();
	assert.deepEqual(onDisk(directory.path).waiting, ['n-3']);
	await later.end();
});

test('an incomplete last line is skipped, and later records are complete', async () => {
	using directory = temporaryDirectory();
	const crashed = await openAt(directory.path);
	crashed.addAll([one, two]);
	await crashed.end();
	appendFileSync(directory.file('ops.notifications'), '{"id":"n-3","host":"we');

	const later = await openAt(directory.path);
	assert.deepEqual(idsOf((await later.recovered).waiting), ['n-1', 'n-2']);
	later.addAll(notifications.slice(3, 4));
	await later.settled();
	assert.deepEqual(onDisk(directory.path).waiting, ['n-1', 'n-2', 'n-4']);
	await later.end();
});

test('a deleted log is written again, also with its directory', async () => {
	using directory = temporaryDirectory();
	const place = directory.file('spool');
	const log = await openAt(place);
	log.addAll([one, two]);
	await log.settled();
	rmSync(path.join(place, 'ops.notifications'));
	log.addAll([three]);
	await log.settled();
	assert.deepEqual(onDisk(place).waiting, ['n-1', 'n-2', 'n-3']);

	rmSync(place, {recursive: true});
	await eventually('it is there again', () => existsSync(path.join(place, 'ops.notifications')));
	assert.deepEqual(onDisk(place).waiting, ['n-1', 'n-2', 'n-3']);
	await log.end();
});

test('delivered notifications do not accumulate on disk', async () => {
	using directory = temporaryDirectory();
	const log = await openAt(directory.path);
	log.addAll([one]);
	let largestBytes = 0;
	for (let number = 0; number < 3000; number++) {
		const passing = {...two, id: `passing-${number}`};
		log.addAll([passing]);
		log.drop(passing.id);
		if (number % 100 === 0) {
			await log.settled();
			largestBytes = Math.max(largestBytes, statSync(directory.file('ops.notifications')).size);
		}
	}

	await log.settled();
	assert.deepEqual(onDisk(directory.path).waiting, ['n-1']);
	// A record is below 1 kB; without rewriting the file would be three times as large.
	assert.ok(largestBytes < 1024 * 1300, String(largestBytes));
	await log.end();
});

test('handler names are not used as paths', async () => {
	using directory = temporaryDirectory();
	const place = path.join(directory.path, 'spool');
	const name = '../../evil/näme';
	const earlier = await openAt(place, name);
	earlier.addAll([one]);
	await earlier.end();
	assert.deepEqual(readdirSync(directory.path), ['spool']);
	assert.equal(readdirSync(place).length, 1);
	const later = await openAt(place, name);
	assert.deepEqual(idsOf((await later.recovered).waiting), ['n-1']);
	await later.end();
});

test('a write error is a problem, and delivery continues', async t => {
	using directory = readOnlyDirectory();
	if (directory === undefined) {
		t.skip('only root may mount a read-only disk');
		return;
	}

	const log = await openAt(directory.path);
	assert.deepEqual((await log.recovered).waiting, []);
	log.addAll([one]);
	await log.settled();
	const problem = log.problems.get('spool ops') ?? '';
	assert.match(problem, /^cannot save undelivered notifications in .+: (?:permission denied|read-only file system)$/);
	log.drop('n-1');
	await log.settled();
	assert.deepEqual([...log.problems], []);
	await log.end();
});

test('a full disk is a problem; queued notifications are saved when there is space again', async t => {
	using disk = mountSmallDisk(64 * 1024);
	if (disk === undefined) {
		t.skip('only root may mount a small disk');
		return;
	}

	const log = await openAt(disk.path);
	log.addAll([one]);
	await log.settled();
	const ballast = path.join(disk.path, 'ballast');
	assert.throws(() => {
		for (;;) {
			appendFileSync(ballast, Buffer.alloc(4096));
		}
	}, /ENOSPC/);

	log.addAll(notifications.slice(1, 15));
	await log.settled();
	assert.match(log.problems.get('spool ops') ?? '', /no space left on device$/);
	log.drop('n-2');
	await log.settled();
	assert.match(log.problems.get('spool ops') ?? '', /no space left on device$/);

	writeFileSync(ballast, '');
	log.addAll(notifications.slice(15, 16));
	await log.settled();
	assert.deepEqual([...log.problems], []);
	assert.deepEqual(
		onDisk(disk.path).waiting,
		idsOf(notifications.slice(0, 16)).filter(id => id !== 'n-2'),
	);
	await log.end();
});

test('after a restart on a full disk the saved notifications are delivered', async t => {
	using disk = mountSmallDisk(64 * 1024);
	if (disk === undefined) {
		t.skip('only root may mount a small disk');
		return;
	}

	const crashed = await openAt(disk.path);
	crashed.addAll([one, two, three]);
	await crashed.end();
	assert.throws(() => {
		for (;;) {
			appendFileSync(path.join(disk.path, 'ballast'), Buffer.alloc(4096));
		}
	}, /ENOSPC/);
	const later = await openAt(disk.path);
	assert.deepEqual(idsOf((await later.recovered).waiting), ['n-1', 'n-2', 'n-3']);
	for (const id of ['n-1', 'n-2', 'n-3']) {
		later.drop(id);
	}

	await later.settled();
	assert.equal(existsSync(path.join(disk.path, 'ops.notifications')), false);
	assert.deepEqual([...later.problems], []);
	await later.end();
});
