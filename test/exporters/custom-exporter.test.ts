import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {createSocket} from 'node:dgram';
import {once} from 'node:events';
import process from 'node:process';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {eventually} from '../helpers/eventually.js';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));

test('a custom exporter sends every sample and ends with the monitor', async () => {
	const listener = createSocket('udp4');
	const received: string[] = [];
	listener.on('message', message => received.push(message.toString()));
	listener.bind(0, '127.0.0.1');
	await once(listener, 'listening');
	try {
		const {port} = listener.address();
		const {stdout, stderr} = await run(
			process.execPath,
			['--import=tsx', 'examples/custom-exporter.ts', String(port)],
			{
				cwd: root,
			},
		);
		assert.deepEqual([stdout, stderr], ['', '']);
		await eventually('five datagrams', () => received.length === 5);
		assert.match(
			received[0] ?? '',
			/^host\.memory\.used:\d+\|g\nhost\.load\.1m:[\d.]+\|g$/,
			'no processor in the first sample',
		);
		assert.match(
			received[4] ?? '',
			/^host\.cpu\.usage:[\d.]+\|g\nhost\.memory\.used:\d+\|g\nhost\.load\.1m:[\d.]+\|g$/,
		);
	} finally {
		listener.close();
	}
});

test('a custom exporter does not wait for a receiver', async () => {
	const {stdout, stderr} = await run(process.execPath, ['--import=tsx', 'examples/custom-exporter.ts', '9'], {
		cwd: root,
	});
	assert.deepEqual([stdout, stderr], ['', '']);
});
