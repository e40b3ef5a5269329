import assert from 'node:assert/strict';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {test} from 'node:test';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {createDiagnostician} from '../../source/core/diagnostician.js';
import {createHistory} from '../../source/core/history.js';
import {missingTools} from '../../source/core/missing-tools.js';
import {tools} from '../../source/diagnosis/tools.js';
import {disk, ok, snapshotAt} from '../helpers/samples.js';

test('a program is looked for in PATH, and must be executable', async context => {
	const folder = await mkdtemp(path.join(os.tmpdir(), 'mon-tui-tools-'));
	context.after(() => rm(folder, {recursive: true}));
	await writeFile(path.join(folder, 'edac-util'), '', {mode: 0o755});
	assert.ok(!(await missingTools(`/nonexistent${path.delimiter}${folder}`)).has('edac-util'));
	const missing = await missingTools(undefined);
	assert.ok([...missing].every(tool => tools.includes(tool)));
});

test('a command whose program is missing is not suggested', async () => {
	const diagnose = createDiagnostician(undefined, async () => new Set(['lsof']));
	const history = createHistory({samples: 1, seconds: 60});
	const nextAt = (second: number) =>
		diagnose(history, snapshotAt(second, {disks: ok([disk('/data', 96)])}), new AbortController().signal).find(
			({id}) => id === 'disk.full',
		)?.next;
	nextAt(0);
	await nextTurn();
	assert.deepEqual(nextAt(1), ['du -xh /data | sort -h | tail']);
});

test('without a list of missing programs every command is suggested', async () => {
	const diagnose = createDiagnostician(undefined);
	const history = createHistory({samples: 1, seconds: 60});
	const [finding] = diagnose(history, snapshotAt(0, {disks: ok([disk('/data', 96)])}), new AbortController().signal);
	assert.deepEqual(finding?.next, ['du -xh /data | sort -h | tail', 'lsof +f -- /data']);
});
