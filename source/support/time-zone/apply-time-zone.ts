import {readFileSync, statSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {parsePosixZone} from './posix-zone.js';
import type {Zone} from './zone.js';
import {parseZoneFile} from './zone-file.js';

type Environment = Readonly<Record<string, string | undefined>>;

const localTime = '/etc/localtime';
const zoneDirectory = '/usr/share/zoneinfo';

/** Maximum size of a zone file, which usually has a few KiB. */
const maxBytes = 1024 * 1024;

const weekSeconds = 7 * 86_400;

/** Period for comparing zones: from a year ago to two years from now. */
const weeksBefore = 52;
const weeksAfter = 104;

/** Zones with a fixed offset, which Node.js supports but does not list. */
const fixedZones = [
	'UTC',
	...Array.from({length: 27}, (_, index) => `Etc/GMT${index < 14 ? index - 14 : `+${index - 13}`}`),
];

/** Clocks change at multiples of a quarter of an hour. */
const quarterMs = 15 * 60_000;

/**
Sets `TZ` so that local time in this process is that of `date`. Node.js uses only the names in `TZ` and
`/etc/localtime`: it does not support `TZ=:/etc/localtime`, rules such as `AEST-10AEDT`, or a copied `/etc/localtime` on
a system without zones. If local time differs, `TZ` is set to a supported zone with the same offsets over the period, or
otherwise with the current offset.
*/
export function applyTimeZone(env: Environment = process.env): void {
	const zone = process.platform === 'win32' ? undefined : systemZone(env);
	if (!zone) {
		return;
	}

	const follow = (): void => {
		if (!agreeWith(zone, Date.now())) {
			setTimeout(follow, quarterMs - (Date.now() % quarterMs)).unref();
		}
	};
	follow();
}

/** Sets `TZ` to the best zone. Returns whether it has the same offsets over the whole period. */
export function agreeWith(zone: Zone, nowMs: number): boolean {
	const nowSeconds = Math.floor(nowMs / 1000);
	/** Offsets from now on, then those of the past. */
	const expected = [...range(0, weeksAfter), ...range(1, weeksBefore).map(week => -week)].map(week => {
		const seconds = nowSeconds + week * weekSeconds;
		return {date: new Date(seconds * 1000), minutes: Math.round(zone.offsetAt(seconds) / 60)};
	});
	/** Returns for how many offsets Node.js agrees. */
	const agreement = (): number => {
		const index = expected.findIndex(
			({date, minutes}) => Math.round(new Date(date).getTimezoneOffset()) + minutes !== 0,
		);
		return index === -1 ? expected.length : index;
	};

	const former = process.env.TZ;
	let best = {name: former, weeks: agreement()};
	// Where Node.js agrees at once, its list of zones is not loaded.
	const others = best.weeks === expected.length ? [] : [...fixedZones, ...Intl.supportedValuesOf('timeZone')];
	for (const name of others) {
		if (best.weeks === expected.length) {
			break;
		}

		process.env.TZ = name;
		const weeks = agreement();
		best = weeks > best.weeks ? {name, weeks} : best;
	}

	if (best.name === undefined) {
		// An empty TZ would mean UTC.
		delete process.env.TZ;
	} else {
		process.env.TZ = best.name;
	}

	return best.weeks === expected.length;
}

/** Returns the time zone of the C library; see `man tzset`. `undefined` when Node.js determines it itself. */
function systemZone({TZ, TZDIR}: Environment): Zone | undefined {
	if (TZ === undefined) {
		return readZone(localTime);
	}

	const name = TZ.replace(/^:/, '');
	if (name === '') {
		return undefined;
	}

	return readZone(path.resolve(TZDIR || zoneDirectory, name)) ?? parsePosixZone(name);
}

function readZone(file: string): Zone | undefined {
	try {
		const {size} = statSync(file);
		return size > 0 && size <= maxBytes ? parseZoneFile(readFileSync(file)) : undefined;
	} catch {
		return undefined;
	}
}

function range(from: number, to: number): readonly number[] {
	return Array.from({length: to - from + 1}, (_, index) => from + index);
}
