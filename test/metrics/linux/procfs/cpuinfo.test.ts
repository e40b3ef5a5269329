import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseCpuinfo} from '../../../../source/metrics/linux/procfs/cpuinfo.js';

/** One paragraph of a PC's file. */
function processor(number: number, socket: number, mhz: string): string {
	return [
		`processor\t: ${number}`,
		'vendor_id\t: GenuineIntel',
		'model\t\t: 85',
		'model name\t: Intel(R) Xeon(R) Gold 6130 CPU @ 2.10GHz',
		`cpu MHz\t\t: ${mhz}`,
		`physical id\t: ${socket}`,
		'siblings\t: 4',
		'cpu cores\t: 2',
		'flags\t\t: fpu vme de: pse',
		'power management:',
		'',
		'',
	].join('\n');
}

type Row = {
	title: string;
	text: string;
	modelName: string | undefined;
	physicalCores: number | undefined;
	coreMhz: ReadonlyArray<[number, number]>;
};

const rows: readonly Row[] = [
	{
		title: 'two sockets of two cores with two threads each',
		text: [0, 1, 2, 3, 4, 5, 6, 7].map(number => processor(number, number % 2, '2100.000')).join(''),
		modelName: 'Intel(R) Xeon(R) Gold 6130 CPU @ 2.10GHz',
		physicalCores: 4,
		coreMhz: [0, 1, 2, 3, 4, 5, 6, 7].map(number => [number, 2100]),
	},
	{
		title: 'a core offline, the others at their own pace',
		text: processor(0, 0, '799.998') + processor(2, 0, '3600.001'),
		modelName: 'Intel(R) Xeon(R) Gold 6130 CPU @ 2.10GHz',
		physicalCores: 2,
		coreMhz: [
			[0, 799.998],
			[2, 3600.001],
		],
	},
	{
		title: 's390 writes the clock of now beside the nominal one, under other keys',
		text: 'vendor_id       : IBM/S390\n\ncpu number      : 0\ncpu MHz dynamic : 5208\ncpu MHz static  : 5208\n\ncpu number      : 2\ncpu MHz dynamic : 5200\ncpu MHz static  : 5208\n',
		modelName: undefined,
		physicalCores: undefined,
		coreMhz: [
			[0, 5208],
			[2, 5200],
		],
	},
	{
		title: '64-bit ARM server: numbers instead of names',
		text: 'processor\t: 0\nBogoMIPS\t: 243.75\nCPU implementer\t: 0x41\nCPU part\t: 0xd0c\n\nprocessor\t: 1\nBogoMIPS\t: 243.75\n',
		modelName: undefined,
		physicalCores: undefined,
		coreMhz: [],
	},
	{
		title: 'a Raspberry Pi of 64 bits names its board at the end',
		text: 'processor\t: 0\nBogoMIPS\t: 108.00\nCPU part\t: 0xd08\n\nRevision\t: c03114\nSerial\t\t: 0\nModel\t\t: Raspberry Pi 4 Model B Rev 1.4\n',
		modelName: 'Raspberry Pi 4 Model B Rev 1.4',
		physicalCores: undefined,
		coreMhz: [],
	},
	{
		title: '32-bit ARM of old writes the name before the numbers',
		text: 'Processor\t: ARMv7 Processor rev 10 (v7l)\nprocessor\t: 0\nBogoMIPS\t: 1581.05\n\nprocessor\t: 1\n\nHardware\t: Freescale i.MX6 Quad\n',
		modelName: 'ARMv7 Processor rev 10 (v7l)',
		physicalCores: undefined,
		coreMhz: [],
	},
	{
		title: 'PowerPC writes the unit behind the clock',
		text: 'processor\t: 0\ncpu\t\t: POWER9, altivec supported\nclock\t\t: 3425.000000MHz\nrevision\t: 2.2\n\nprocessor\t: 4\ncpu\t\t: POWER9, altivec supported\nclock\t\t: 2300.000000MHz\n\ntimebase\t: 512000000\n',
		modelName: 'POWER9, altivec supported',
		physicalCores: undefined,
		coreMhz: [
			[0, 3425],
			[4, 2300],
		],
	},
	{
		title: 'an empty model name is none',
		text: 'processor\t: 0\nmodel name\t: \nHardware\t: BCM2835\n',
		modelName: 'BCM2835',
		physicalCores: undefined,
		coreMhz: [],
	},
	{
		title: 'cut in the first line',
		text: 'proces',
		modelName: undefined,
		physicalCores: undefined,
		coreMhz: [],
	},
	{title: 'empty', text: '', modelName: undefined, physicalCores: undefined, coreMhz: []},
];

for (const {title, text, modelName, physicalCores, coreMhz} of rows) {
	test(`cpuinfo: ${title}`, () => {
		const cpuinfo = parseCpuinfo(text);
		assert.equal(cpuinfo.modelName, modelName);
		assert.equal(cpuinfo.physicalCores, physicalCores);
		assert.deepEqual([...cpuinfo.coreMhz], coreMhz);
	});
}
