import assert from 'node:assert/strict';
import {rmSync} from 'node:fs';
import {test} from 'node:test';
import {openSpool} from '../../../source/delivery/memory/spool.js';
import {eventually} from '../../helpers/eventually.js';
import {readOnlyDirectory} from '../../helpers/small-disk.js';
import {temporaryDirectory} from '../../helpers/temporary-directory.js';

function problems() {
	const reported: (string | undefined)[] = [];
	return {reported, report: (_: string, message: string | undefined) => void reported.push(message)};
}

test('one of two processes owns a spool; the other one takes over when it ends', async () => {
	using directory = temporaryDirectory();
	const first = await openSpool({directory: directory.file('spool')});
	assert.equal(first.isOwned(), true);
	const {reported, report} = problems();
	const second = await openSpool({directory: directory.file('spool'), report, checkMs: 5});
	assert.equal(second.isOwned(), false);
	assert.match(
		reported[0] ?? '',
		/spool is in use by process \d+ on \S+, which sends the notifications; this process only displays alerts$/,
	);
	await first[Symbol.asyncDispose]();
	await eventually('it takes over', () => second.isOwned());
	await second.owned;
	assert.equal(reported.at(-1), undefined);
	await second[Symbol.asyncDispose]();
});

test('a process without handlers leaves the spool to one with handlers', async () => {
	using directory = temporaryDirectory();
	let hasReceivers = false;
	const {reported, report} = problems();
	const viewer = await openSpool({directory: directory.path, yields: () => !hasReceivers, report, checkMs: 5});
	assert.equal(viewer.isOwned(), true);
	const service = await openSpool({directory: directory.path, checkMs: 5});
	await eventually('the service has it', () => service.isOwned() && !viewer.isOwned());
	assert.deepEqual(new Set(reported), new Set([undefined]), 'which is no problem of the viewer');

	hasReceivers = true;
	await eventually('with receivers it is one', () => reported.at(-1) !== undefined);
	assert.equal(service.isOwned(), true);
	await service[Symbol.asyncDispose]();
	await eventually('the viewer has it again', () => viewer.isOwned());
	await viewer[Symbol.asyncDispose]();
});

test('a deleted spool is recreated and reported', async () => {
	using directory = temporaryDirectory();
	const {reported, report} = problems();
	await using spool = await openSpool({directory: directory.file('spool'), report, checkMs: 5});
	let times = 0;
	spool.onRecreated(() => {
		times += 1;
	});
	rmSync(directory.file('spool'), {recursive: true});
	await eventually('it is noticed', () => times === 1);
	assert.match(reported.find(message => message !== undefined) ?? '', /spool was deleted; it is being recreated$/);
	await eventually('the problem ends', () => reported.at(-1) === undefined);
	assert.equal(times, 1);
	assert.equal(spool.isOwned(), true);
});

test('notifications are sent when the directory cannot be written', async t => {
	using directory = readOnlyDirectory();
	if (directory === undefined) {
		t.skip('only root may mount a read-only disk');
		return;
	}

	await using spool = await openSpool({directory: directory.path});
	await spool.owned;
	assert.equal(spool.isOwned(), true);
});
