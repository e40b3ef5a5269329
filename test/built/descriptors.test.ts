import assert from 'node:assert/strict';
import type {Socket} from 'node:net';
import {test} from 'node:test';
import {eventually} from '../helpers/eventually.js';
import {freePort} from '../helpers/free-port.js';
import {openSocket} from '../helpers/raw-socket.js';
import {startLimited} from '../helpers/service.js';

test('connections leave enough file descriptors for measuring, and a limit is reported', async () => {
	const port = await freePort();
	const place = `127.0.0.1:${port}`;
	using service = startLimited('-n 160', [
		'--headless',
		'--serve',
		'--port',
		String(port),
		'--interval',
		'0.2',
		'--no-gpu',
	]);
	await eventually('it listens', () => service.stderr().includes('listens on'));
	assert.match(service.stderr(), /at most 40 clients can connect: this process may open only 160 files/);
	const sockets: Socket[] = [];
	for (let count = 0; count < 400; count++) {
		sockets.push(await openSocket(place));
	}

	await eventually('the refusal', () => service.stderr().includes('too few file descriptors are left'));
	await eventually('the problem', () => service.stderr().includes('new connections are refused'));
	for (const socket of sockets) {
		socket.destroy();
	}

	const errors = await eventuallyAnswered(`http://${place}/api/v1/snapshot?metrics=errors`);
	assert.doesNotMatch(errors, /EMFILE|too many open files/);
	assert.doesNotMatch(service.stderr(), /EMFILE|too many open files/);
	await eventually('the end of the problem', () => /connections.*problem resolved/.test(service.stderr()));
	assert.equal(await service.end(), 0);
});

async function eventuallyAnswered(url: string): Promise<string> {
	let text = '';
	await eventually('an answer', async () => {
		text = await fetch(url).then(
			async response => (response.ok ? response.text() : ''),
			() => '',
		);
		return text !== '';
	});
	return text;
}
