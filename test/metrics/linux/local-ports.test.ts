import assert from 'node:assert/strict';
import {test} from 'node:test';
import {setTimeout as sleep} from 'node:timers/promises';
import {type LocalPorts, localPorts} from '../../../source/metrics/linux/local-ports.js';
import {fixtureMachine} from '../../helpers/fixture-machine.js';

const range = {first: 32_768, last: 32_867};
const established = '01';
const timeWait = '06';
const listening = '0A';

function line(local: number, remote: string, state: string): string {
	const port = local.toString(16).toUpperCase().padStart(4, '0');
	return `   0: 0100007F:${port} ${remote} ${state} 00000000:00000000 00:00000000 00000000     0        0 1 1 0 20 4 30 10 -1\n`;
}

const head = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';
const times = (count: number, one: (index: number) => string): string =>
	Array.from({length: count}, (_, index) => one(index)).join('');

/** Asks until the answer is that one, because the connections are counted in the background. */
async function until(ports: LocalPorts, sockets: number, expected: number): Promise<void> {
	for (let turn = 0; turn < 2000 && ports.percent(range, sockets) !== expected; turn++) {
		await sleep(1);
	}

	assert.equal(ports.percent(range, sockets), expected);
}

test('the bound remains where the connections cannot be read', async () => {
	using machine = fixtureMachine({});
	await until(localPorts(machine, machine.root), 80, 80);
});

test('few sockets are a bound that needs no count', () => {
	using machine = fixtureMachine({});
	const ports = localPorts(machine, machine.root);
	assert.equal(ports.percent(range, 30), 30);
	assert.equal(ports.percent(range, 49), 49);
});

test('a busy server with many clients uses few local ports', async () => {
	using machine = fixtureMachine({
		tcp: head + times(500, index => line(443, `0200000A:${(40_000 + index).toString(16).toUpperCase()}`, established)),
		tcp6: `${head}   0: 00000000000000000000000001000000:8001 0000000000000000FFFF00000200000A:0050 01 0:0\n`,
	});
	const ports = localPorts(machine, machine.root);
	assert.equal(ports.percent(range, 501), undefined);
	await until(ports, 501, 1);
});

test('connections to one address use the ports, in TIME-WAIT too; those to other addresses use them again', async () => {
	using machine = fixtureMachine({
		tcp:
			head +
			times(60, index => line(32_768 + index, '0200000A:01BB', established)) +
			times(25, index => line(32_828 + index, '0200000A:01BB', timeWait)) +
			times(70, index => line(32_768 + index, '0300000A:01BB', established)) +
			times(90, index => line(32_768 + index, '00000000:0000', listening)),
	});
	const ports = localPorts(machine, machine.root);
	await until(ports, 155, 85);

	machine.write('tcp', head + times(55, index => line(32_768 + index, '0200000A:01BB', established)));
	assert.equal(ports.percent(range, 155), 85);
	machine.advance(10_000);
	await until(ports, 155, 55);
	assert.equal(ports.percent(range, 20), 20);
});

test('lines that are cut by a chunk are counted once, others are ignored', async () => {
	using machine = fixtureMachine({
		tcp: `${head}garbage\n${times(2000, index => line(32_768 + (index % 100), `0200000A:${(1000 + Math.floor(index / 100)).toString(16).toUpperCase().padStart(4, '0')}`, established))}   9: 01`,
	});
	await until(localPorts(machine, machine.root), 2000, 100);
});
