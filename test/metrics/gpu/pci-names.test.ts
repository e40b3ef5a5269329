import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parsePciUevent} from '../../../source/metrics/gpu/pci-device.js';
import {findPciName, pciNames} from '../../../source/metrics/gpu/pci-names.js';
import {fixtureMachine} from '../../helpers/fixture-machine.js';

const database = `# Names of PCI devices
1002  Advanced Micro Devices, Inc. [AMD/ATI]
	1638  Cezanne [Radeon Vega Series / Radeon Vega Mobile Series]
		1002 1638  Subsystem with the same number
	73bf  Navi 21 [Radeon RX 6800]
8086  Intel Corporation
	1638  Something else
	a780  Raptor Lake-S GT1 [UHD Graphics 770]
	9a49  Unmarketed chip
`;

const rows: ReadonlyArray<readonly [vendorId: string, deviceId: string, name: string | undefined]> = [
	['1002', '73bf', 'Radeon RX 6800'],
	['1002', '1638', 'Radeon Vega Series / Radeon Vega Mobile Series'],
	['8086', '1638', 'Something else'],
	['8086', '9a49', 'Unmarketed chip'],
	['1002', 'a780', undefined],
	['10de', '1e81', undefined],
];

for (const [vendorId, deviceId, name] of rows) {
	test(`Device ${vendorId}:${deviceId} is ${name ?? 'unknown'}`, () => {
		assert.equal(findPciName(database, vendorId, deviceId), name);
	});
}

const device = {path: '', address: '0000:03:00.0', vendorId: '1002', deviceId: '73bf', baseClass: 3};

test('A GPU is named by brand and model, and without a database by its number', () => {
	using machine = fixtureMachine({'usr/share/hwdata/pci.ids': database});
	const nameOf = pciNames(machine.root, 'AMD');
	assert.equal(nameOf(device), 'AMD Radeon RX 6800');
	machine.remove('usr/share/hwdata/pci.ids');
	assert.equal(nameOf(device), 'AMD Radeon RX 6800');
	assert.equal(nameOf({...device, deviceId: '1638'}), 'AMD GPU (0x1638)');
});

test('A PCI device is recognized by its uevent file', () => {
	const text =
		'DRIVER=nvidia\nPCI_CLASS=30200\nPCI_ID=10DE:2330\nPCI_SUBSYS_ID=10DE:16C1\nPCI_SLOT_NAME=0000:1b:00.0\n';
	assert.deepEqual(parsePciUevent('/sys/x', text), {
		path: '/sys/x',
		address: '0000:1b:00.0',
		vendorId: '10de',
		deviceId: '2330',
		baseClass: 3,
	});
	assert.equal(parsePciUevent('/sys/x', 'DRIVER=vc4\nOF_NAME=gpu\n'), undefined);
	assert.equal(parsePciUevent('/sys/x', text.slice(0, 40)), undefined);
	assert.equal(parsePciUevent('/sys/x', ''), undefined);
});
