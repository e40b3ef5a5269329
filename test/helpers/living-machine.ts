import {closeSync, ftruncateSync, mkdirSync, openSync, writeSync} from 'node:fs';
import type {StatFs} from '../../source/metrics/linux/disk-space.js';
import {kernelFiles, statLine} from '../metrics/linux/process-fixture.js';
import {type FixtureMachine, fixtureMachine} from './fixture-machine.js';

/** A machine that lives: its figures change, and processes, interfaces and disks come and go, each with a name of its own. */
export type LivingMachine = FixtureMachine & {
	/** What happens in the turn of that number, two a second. One file is written in every turn. */
	live(turn: number): void;
	/** How full its disks are. */
	readonly statFs: (path: string) => StatFs;
};

const turnsPerMinute = 120;
const turnsPerStory = 10 * turnsPerMinute;
const processCount = 20;
const firstPid = 1000;

export function livingMachine(): LivingMachine {
	const machine = fixtureMachine({
		...kernelFiles,
		'proc/loadavg': loadOf(0),
		'proc/stat': cpuOf(0),
		'proc/meminfo': memoryOf(0),
		'proc/diskstats': trafficOf(0),
		'proc/1/net/dev': interfacesOf(0),
		'proc/1/mountinfo': mountsOf(0),
	});
	const begin = (pid: number, turn: number): void =>
		machine.write(`proc/${pid}/stat`, statLine({pid, name: `job-${pid}`, startTicks: turn * 50, userTicks: turn}));
	for (let index = 0; index < processCount; index++) {
		begin(firstPid + index, 0);
	}

	// Kept open and written over: a file that is emptied and closed costs its file system a hundred times as much.
	const changing = Object.entries({
		'proc/stat': cpuOf,
		'proc/meminfo': memoryOf,
		'proc/1/net/dev': interfacesOf,
		'proc/diskstats': trafficOf,
		'proc/loadavg': loadOf,
	}).map(([file, contentOf]) => ({fd: openSync(`${machine.root}/${file}`, 'r+'), contentOf}));
	return {
		...machine,
		live(turn) {
			const next = changing[turn % changing.length];
			if (next) {
				ftruncateSync(next.fd, writeSync(next.fd, next.contentOf(turn), 0));
			}

			if (turn % turnsPerMinute === 0) {
				const oldest = firstPid + turn / turnsPerMinute - 1;
				machine.remove(`proc/${oldest}`);
				begin(oldest + processCount, turn);
			}

			if (turn % (5 * turnsPerMinute) === 0) {
				mkdirSync(`${machine.root}/mnt/${mountNumber(turn)}`, {recursive: true});
				machine.write('proc/1/mountinfo', mountsOf(turn));
			}
		},
		statFs: path => ({
			bsize: 4096,
			blocks: 25_000_000,
			bfree: path.includes('/mnt/') ? 1_000_000 : 20_000_000,
			bavail: path.includes('/mnt/') ? 1_000_000 : 20_000_000,
			files: 0,
			ffree: 0,
		}),
		[Symbol.dispose]() {
			for (const {fd} of changing) {
				closeSync(fd);
			}

			machine[Symbol.dispose]();
		},
	};
}

/** Every ten minutes four up and down, half a minute each, wider than any hysteresis; then two critical; then quiet. */
function memoryOf(turn: number): string {
	const minute = (turn % turnsPerStory) / turnsPerMinute;
	const isUp = turn % turnsPerMinute < turnsPerMinute / 2;
	const usedPercent = minute < 4 ? (isUp ? 85 : 50) : minute < 6 ? 95 : 40 + ((turn * 7) % 100) / 10;
	const totalKilobytes = 16 * 2 ** 20;
	const available = Math.round(totalKilobytes * (1 - usedPercent / 100));
	return `MemTotal: ${totalKilobytes} kB\nMemFree: ${available} kB\nMemAvailable: ${available} kB\n`;
}

function cpuOf(turn: number): string {
	const busy = turn * 30 + ((turn * 13) % 17);
	const idle = turn * 70;
	return `cpu  ${busy} 0 0 ${idle} 0 0 0 0 0 0\ncpu0 ${busy} 0 0 ${idle} 0 0 0 0 0 0\nbtime 1600000000\n`;
}

function loadOf(turn: number): string {
	return `${((turn % 400) / 100).toFixed(2)} 1.50 1.20 1/${processCount} ${firstPid + turn}\n`;
}

/** One that stays, and one that a container brings and takes away within ten minutes. */
function interfacesOf(turn: number): string {
	const line = (name: string): string => `${name}: ${turn * 1000} 1 0 0 0 0 0 0 ${turn * 100} 1 0 0 0 0 0 0\n`;
	return `Inter-|\n face |\n${line('eth0')}${line(`veth${Math.floor(turn / (10 * turnsPerMinute))}`)}`;
}

function trafficOf(turn: number): string {
	return `   8       0 sda ${turn} 0 ${turn * 8} ${turn} ${turn} 0 ${turn * 4} ${turn} 0 ${turn * 100} ${turn}\n`;
}

/** The root, and a disk that is plugged in for ten minutes and nearly full. */
function mountsOf(turn: number): string {
	const number = mountNumber(turn);
	return `27 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw\n${100 + number} 27 8:${100 + number} / /mnt/${number} rw - ext4 /dev/sdb${number} rw\n`;
}

const mountNumber = (turn: number): number => Math.floor(turn / (10 * turnsPerMinute));
