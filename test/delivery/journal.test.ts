import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {appendFileSync, existsSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import test from 'node:test';
import {type Journal, openJournal} from '../../source/delivery/journal.js';
import {recordsOf, replayJournal} from '../../source/delivery/journal-record.js';
import type {Notification} from '../../source/delivery/notification.js';
import {burst} from '../helpers/alert-events.js';
import {mountSmallDisk, readOnlyDirectory} from '../helpers/small-disk.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';

const notifications: readonly Notification[] = burst(20).map((event, index) => ({
	id: `n-${index + 1}`,
	host: 'web-01',
	events: [event],
	isTest: false,
}));

/** A journal, and the problems there are. */
function openAt(directory: string, name = 'ops') {
	const problems = new Map<string, string>();
	const journal = openJournal({
		directory,
		name,
		report(area, message) {
			if (message === undefined) {
				problems.delete(area);
			} else {
				problems.set(area, message);
			}
		},
	});
	return {
		...journal,
		problems,
		addAll(all: readonly Notification[]) {
			for (const notification of all) {
				for (const event of notification.events) {
					journal.add(notification, event);
				}
			}
		},
	};
}

function idsOf(all: readonly Notification[]): readonly string[] {
	return all.map(({id}) => id);
}

/** What a process would find that starts now. */
function idsOnDisk(directory: string): readonly string[] {
	return readdirSync(directory).flatMap(name => idsOf(replayJournal(readFileSync(path.join(directory, name), 'utf8'))));
}

/** Leaves the journals as a process would that was killed: not closed, and their owner is nobody that runs. */
async function crash(directory: string, mark: string, ...journals: readonly Journal[]): Promise<void> {
	await Promise.all(journals.map(({settled}) => settled()));
	for (const name of readdirSync(directory)) {
		renameSync(path.join(directory, name), path.join(directory, name.replace(/\.\d+-\d+\./, `.${mark}.`)));
	}

	// Nothing is left where they look for it: this only gives the descriptors back.
	await Promise.all(journals.map(({close}) => close()));
}

test('what is undelivered is on disk, for its owner alone, and nothing is there when all is delivered', async () => {
	using directory = temporaryDirectory();
	const spool = path.join(directory.path, 'state', 'spool');
	const journal = openAt(spool);
	assert.deepEqual(await journal.recovered, []);
	assert.equal(existsSync(spool), false);

	journal.addAll(notifications.slice(0, 3));
	journal.remove('n-2');
	await journal.settled();
	assert.deepEqual(idsOnDisk(spool), ['n-1', 'n-3']);
	const [name = ''] = readdirSync(spool);
	assert.equal(statSync(path.join(spool, name)).mode & 0o777, 0o600);
	assert.equal(statSync(spool).mode & 0o777, 0o700);

	journal.remove('n-1');
	journal.remove('n-3');
	await journal.settled();
	assert.deepEqual(readdirSync(spool), []);
	await journal.close();
});

test('the next journal of the same name gets what was left, in order, and others get nothing', async () => {
	using directory = temporaryDirectory();
	const earlier = openAt(directory.path);
	earlier.addAll(notifications.slice(0, 4));
	earlier.remove('n-1');
	await earlier.close();

	const other = openAt(directory.path, 'web');
	assert.deepEqual(await other.recovered, []);
	const later = openAt(directory.path);
	assert.deepEqual(idsOf(await later.recovered), ['n-2', 'n-3', 'n-4']);
	later.remove('n-3');
	later.addAll(notifications.slice(4, 5));
	await later.settled();
	assert.deepEqual(idsOnDisk(directory.path), ['n-2', 'n-4', 'n-5']);
	await Promise.all([other.close(), later.close()]);
});

test('a journal of a process that runs is left alone', async () => {
	using directory = temporaryDirectory();
	const first = openAt(directory.path);
	first.addAll(notifications.slice(0, 1));
	await first.settled();
	const second = openAt(directory.path);
	assert.deepEqual(await second.recovered, []);
	second.addAll(notifications.slice(1, 2));
	await second.settled();
	assert.deepEqual([...idsOnDisk(directory.path)].sort(), ['n-1', 'n-2']);
	await Promise.all([first.close(), second.close()]);
});

test('of two that start together after a crash, one takes over each journal', async () => {
	using directory = temporaryDirectory();
	const crashed = Array.from({length: 5}, (_, number) => {
		const journal = openAt(directory.path);
		journal.addAll(notifications.slice(number * 2, number * 2 + 2));
		return journal;
	});
	await crash(directory.path, '0-0', ...crashed);
	const journals = Array.from({length: 4}, () => openAt(directory.path));
	const taken = await Promise.all(journals.map(({recovered}) => recovered));
	assert.deepEqual(idsOf(taken.flat()).toSorted(), idsOf(notifications.slice(0, 10)).toSorted());
	await Promise.all(journals.map(({close}) => close()));
});

test('a process number that was given to another process does not keep a journal', {
	skip: process.platform !== 'linux' && 'the time a process was started is known on Linux alone',
}, async () => {
	using directory = temporaryDirectory();
	const crashed = openAt(directory.path);
	crashed.addAll(notifications.slice(0, 1));
	await crash(directory.path, `${process.pid}-1`, crashed);
	const later = openAt(directory.path);
	assert.deepEqual(idsOf(await later.recovered), ['n-1']);
	await later.close();
});

test('a journal of another process that runs is left until it ends', async () => {
	using directory = temporaryDirectory();
	const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {stdio: 'ignore'});
	await once(child, 'spawn');
	const started =
		process.platform === 'linux' ? readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[19] : '0';
	const [notification] = notifications;
	assert.ok(notification);
	writeFileSync(path.join(directory.path, `ops.${child.pid}-${started}.abc123.journal`), recordsOf(notification));
	const early = openAt(directory.path);
	assert.deepEqual(await early.recovered, []);
	child.kill('SIGKILL');
	await once(child, 'exit');
	const late = openAt(directory.path);
	assert.deepEqual(idsOf(await late.recovered), ['n-1']);
	await Promise.all([early.close(), late.close()]);
});

test('a torn end is left out, and what comes after it is whole', async () => {
	using directory = temporaryDirectory();
	const crashed = openAt(directory.path);
	crashed.addAll(notifications.slice(0, 2));
	await crash(directory.path, '0-0', crashed);
	const [name = ''] = readdirSync(directory.path);
	appendFileSync(path.join(directory.path, name), '{"id":"n-3","host":"we');

	const later = openAt(directory.path);
	assert.deepEqual(idsOf(await later.recovered), ['n-1', 'n-2']);
	later.addAll(notifications.slice(3, 4));
	await later.settled();
	assert.deepEqual(idsOnDisk(directory.path), ['n-1', 'n-2', 'n-4']);
	await later.close();
});

test('a file that was not finished when its process was killed is removed', async () => {
	using directory = temporaryDirectory();
	writeFileSync(path.join(directory.path, 'ops.0-0.abc123.journal.new'), '{"id":"n-1"');
	writeFileSync(path.join(directory.path, 'notes.txt'), 'of somebody else');
	const journal = openAt(directory.path);
	assert.deepEqual(await journal.recovered, []);
	assert.deepEqual(readdirSync(directory.path), ['notes.txt']);
	await journal.close();
});

test('what is done does not pile up on disk', async () => {
	using directory = temporaryDirectory();
	const journal = openAt(directory.path);
	const [standing, passing] = notifications;
	assert.ok(standing && passing);
	journal.addAll([standing]);
	let largestBytes = 0;
	for (let number = 0; number < 3000; number++) {
		journal.addAll([{...passing, id: `passing-${number}`}]);
		journal.remove(`passing-${number}`);
		if (number % 100 === 0) {
			await journal.settled();
			const [name = ''] = readdirSync(directory.path);
			largestBytes = Math.max(largestBytes, statSync(path.join(directory.path, name)).size);
		}
	}

	await journal.settled();
	assert.deepEqual(idsOnDisk(directory.path), ['n-1']);
	// A record is well below 1 kB; without being written anew the file would be three times as large.
	assert.ok(largestBytes < 1024 * 1300, String(largestBytes));
	await journal.close();
});

test('names of handlers are no paths', async () => {
	using directory = temporaryDirectory();
	const spool = path.join(directory.path, 'spool');
	const earlier = openAt(spool, '../../evil/näme.1-2');
	earlier.addAll(notifications.slice(0, 1));
	await earlier.close();
	assert.deepEqual(readdirSync(directory.path), ['spool']);
	assert.equal(readdirSync(spool).length, 1);
	const later = openAt(spool, '../../evil/näme.1-2');
	assert.deepEqual(idsOf(await later.recovered), ['n-1']);
	await later.close();
});

test('where nothing can be written a problem says so, and everything goes on', async t => {
	using directory = readOnlyDirectory();
	if (directory === undefined) {
		t.skip('only root may mount a read-only disk');
		return;
	}

	const journal = openAt(directory.path);
	assert.deepEqual(await journal.recovered, []);
	journal.addAll(notifications.slice(0, 1));
	await journal.settled();
	const problem = journal.problems.get('spool ops') ?? '';
	assert.match(problem, / cannot keep undelivered alerts: (?:permission denied|read-only file system)$/);
	journal.remove('n-1');
	await journal.settled();
	assert.deepEqual([...journal.problems], []);
	await journal.close();
});

test('on a full disk a problem says so; when there is room again everything undelivered is kept', async t => {
	using disk = mountSmallDisk(64 * 1024);
	if (disk === undefined) {
		t.skip('only root may mount a small disk');
		return;
	}

	const journal = openAt(disk.path);
	journal.addAll(notifications.slice(0, 1));
	await journal.settled();
	const ballast = path.join(disk.path, 'ballast');
	assert.throws(() => {
		for (;;) {
			appendFileSync(ballast, Buffer.alloc(4096));
		}
	}, /ENOSPC/);

	journal.addAll(notifications.slice(1, 15));
	await journal.settled();
	assert.match(journal.problems.get('spool ops') ?? '', /no space left on device$/);
	journal.remove('n-2');
	await journal.settled();
	assert.match(journal.problems.get('spool ops') ?? '', /no space left on device$/);

	writeFileSync(ballast, '');
	journal.addAll(notifications.slice(15, 16));
	await journal.settled();
	assert.deepEqual([...journal.problems], []);
	assert.deepEqual(
		idsOnDisk(disk.path),
		idsOf(notifications.slice(0, 16)).filter(id => id !== 'n-2'),
	);
	await journal.close();
});

test('after a restart on a full disk what was left is delivered all the same', async t => {
	using disk = mountSmallDisk(64 * 1024);
	if (disk === undefined) {
		t.skip('only root may mount a small disk');
		return;
	}

	const crashed = openAt(disk.path);
	crashed.addAll(notifications.slice(0, 3));
	await crash(disk.path, '0-0', crashed);
	assert.throws(() => {
		for (;;) {
			appendFileSync(path.join(disk.path, 'ballast'), Buffer.alloc(4096));
		}
	}, /ENOSPC/);
	const later = openAt(disk.path);
	assert.deepEqual(idsOf(await later.recovered), ['n-1', 'n-2', 'n-3']);
	for (const id of ['n-1', 'n-2', 'n-3']) {
		later.remove(id);
	}

	await later.settled();
	assert.deepEqual(readdirSync(disk.path), ['ballast']);
	assert.deepEqual([...later.problems], []);
	await later.close();
});
