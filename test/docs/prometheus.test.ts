import assert from 'node:assert/strict';
import {spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {cpSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {machineFamilies} from '../../source/protocol/machine-families.js';
import {eventually} from '../helpers/eventually.js';
import {freePort} from '../helpers/free-port.js';
import {without} from '../helpers/programs.js';
import {sampleAt} from '../helpers/samples.js';
import {startService} from '../helpers/service.js';
import {type TemporaryDirectory, temporaryDirectory} from '../helpers/temporary-directory.js';

const recipe = fileURLToPath(new URL('../../docs/prometheus', import.meta.url));
const skip = {skip: without('promtool', 'prometheus')};

/** Returns a copy of the recipe with a token file, which the recipe does not contain. */
function copyOfRecipe(token = 'a-token'): TemporaryDirectory {
	const directory = temporaryDirectory();
	cpSync(recipe, directory.path, {recursive: true});
	writeFileSync(directory.file('token'), `${token}\n`, {mode: 0o600});
	return directory;
}

function promtool(...args: readonly string[]): {readonly status: number | null; readonly output: string} {
	const {status, stdout, stderr} = spawnSync('promtool', args, {encoding: 'utf8'});
	return {status, output: stdout + stderr};
}

test('promtool accepts the configuration and the rules', skip, () => {
	using directory = copyOfRecipe();
	const {status, output} = promtool('check', 'config', directory.file('prometheus.yml'));
	assert.equal(status, 0, output);
	assert.match(output, /SUCCESS: \d+ rules found/);
});

test('every rule fires when its condition holds, and not otherwise', skip, () => {
	const rules = readFileSync(path.join(recipe, 'alert-rules.yml'), 'utf8');
	const cases = readFileSync(new URL('alert-rules.test.yml', import.meta.url), 'utf8');
	for (const [, name = ''] of rules.matchAll(/- alert: (\w+)/g)) {
		assert.match(cases, new RegExp(`alertname: ${name}\\n`), `${name} is tried out`);
	}

	const {status, output} = promtool('test', 'rules', fileURLToPath(new URL('alert-rules.test.yml', import.meta.url)));
	assert.equal(status, 0, output);
});

test('the rules use only metrics that /metrics exports', () => {
	const exported = new Set(machineFamilies(sampleAt(0)).map(({name}) => `montui_${name}`));
	const used = readFileSync(path.join(recipe, 'alert-rules.yml'), 'utf8').match(/montui_\w+/g) ?? [];
	assert.ok(used.length > 10);
	assert.deepEqual(
		used.filter(name => !exported.has(name)),
		[],
	);
});

test(
	'Prometheus scrapes mon-tui with the token of the file, and reports that it is down after its end',
	skip,
	async () => {
		using directory = copyOfRecipe('s3cret');
		const [port, ownPort] = [await freePort(), await freePort()];
		const config = readFileSync(directory.file('prometheus.yml'), 'utf8');
		const quick = config.replace('127.0.0.1:8765', `127.0.0.1:${port}`).replaceAll(/_interval: 15s/g, '_interval: 1s');
		assert.notEqual(quick, config);
		writeFileSync(directory.file('prometheus.yml'), quick);

		using service = startService([
			...['--serve', '--headless', '--port', String(port), '--token-file', directory.file('token')],
		]);
		const prometheus = spawn(
			'prometheus',
			[
				...['--config.file', directory.file('prometheus.yml'), '--storage.tsdb.path', directory.file('tsdb')],
				...['--web.listen-address', `127.0.0.1:${ownPort}`],
			],
			{stdio: 'ignore'},
		);
		const ended = once(prometheus, 'exit');
		try {
			const answers = (query: string, isRight: (value: number) => boolean): Promise<void> =>
				eventually(query, async () => {
					const values = await ask(ownPort, query);
					return values.length === 1 && values.every(isRight);
				});

			await answers('up{job="mon-tui"}', value => value === 1);
			const [, kibibytes] = /^MemTotal:\s+(\d+) kB$/m.exec(readFileSync('/proc/meminfo', 'utf8')) ?? [];
			await answers('montui_memory_size_bytes', value => value === Number(kibibytes) * 1024);
			await answers('time() - montui_snapshot_timestamp_seconds', value => Math.abs(value) < 60);
			await answers('rate(montui_snapshots_total[10s])', value => value > 0);

			assert.equal(await service.end(), 0);
			await answers('up{job="mon-tui"}', value => value === 0);
			await answers('ALERTS{alertname="HostDown", alertstate="pending"}', value => value === 1);
		} finally {
			prometheus.kill('SIGKILL');
			await ended;
		}
	},
);

/** Returns the values of a query; none while Prometheus does not answer yet. */
async function ask(port: number, query: string): Promise<readonly number[]> {
	try {
		const response = await fetch(`http://127.0.0.1:${port}/api/v1/query?query=${encodeURIComponent(query)}`);
		const {data} = (await response.json()) as {readonly data: {readonly result: readonly Found[]}};
		return data.result.map(({value: [, text]}) => Number(text));
	} catch {
		return [];
	}
}

type Found = {readonly value: readonly [timestamp: number, text: string]};
