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

test('an exporter of your own sends every sample, and ends with the monitor', async () => {
	const listener = createSocket('udp4');
	const heard: string[] = [];
	listener.on('message', message => heard.push(message.toString()));
	listener.bind(0, '127.0.0.1');
	await once(listener, 'listening');
	try {
		const {port} = listener.address();
		const {stdout, stderr} = await run(process.execPath, ['--import=tsx', 'examples/own-exporter.ts', String(port)], {
			cwd: root,
		});
		assert.deepEqual([stdout, stderr], ['', '']);
		await eventually('five datagrams', () => heard.length === 5);
		assert.match(
			heard[0] ?? '',
			/^host\.memory\.used:\d+\|g\nhost\.load\.1m:[\d.]+\|g$/,
			'no processor in the first sample',
		);
		assert.match(heard[4] ?? '', /^host\.cpu\.usage:[\d.]+\|g\nhost\.memory\.used:\d+\|g\nhost\.load\.1m:[\d.]+\|g$/);
	} finally {
		listener.close();
	}
});

test('an exporter of your own is not held up by nobody listening', async () => {
	const {stdout, stderr} = await run(process.execPath, ['--import=tsx', 'examples/own-exporter.ts', '9'], {cwd: root});
	assert.deepEqual([stdout, stderr], ['', '']);
});
