import {type Ground, lightGround} from './colours.js';

/** A picture of the program. */
export type Shot = {
	/** File name without extension. */
	readonly name: string;
	/** Alternative text. */
	readonly title: string;
	readonly columns: number;
	readonly rows: number;
	readonly arguments: readonly string[];
	/** Keys pressed when the graphs are filled. */
	readonly keys: readonly string[];
	/** Text that is on the screen when the picture is taken. */
	readonly until: RegExp;
	/** Whether it shows a fleet instead of one machine. */
	readonly isFleet?: boolean;
	/** Colours of the terminal; dark by default. */
	readonly ground?: Ground;
};

const processorInPercent = /CPU.*\d%/;

export const shots: readonly Shot[] = [
	{
		name: 'detailed',
		title: 'mon-tui, detailed view: CPU, memory, disks, network, GPU, two alerts and processes',
		columns: 100,
		rows: 34,
		arguments: [],
		keys: [],
		until: /CRITICAL/,
	},
	{
		name: 'wide',
		title:
			'mon-tui on a wide screen: larger graphs with time axes, alerts, statistics, pressure, temperatures, processes',
		columns: 160,
		rows: 48,
		arguments: [],
		keys: [],
		until: /CRITICAL/,
	},
	{
		name: 'compact',
		title:
			'mon-tui, compact view: what is wrong, one line each for CPU, memory, disk and GPU, and the costliest processes',
		columns: 90,
		rows: 9,
		arguments: ['--compact'],
		keys: [],
		until: /DISK/,
	},
	{
		name: 'line',
		title: 'mon-tui on a single line',
		columns: 100,
		rows: 1,
		arguments: ['--view', 'line'],
		keys: [],
		until: processorInPercent,
	},
	{
		name: 'processes',
		title: 'mon-tui, the process panel, zoomed: process trees of two services, selected by a filter',
		columns: 110,
		rows: 24,
		arguments: [],
		keys: ['/', 'u', 's', 'e', 'r', '~', 'w', 'e', 'b', '|', 'p', 'o', 's', 't', 'enter', 't', 'z', 'down', 'down'],
		until: /match/,
	},
	{
		name: 'alerts',
		title: 'mon-tui, the alert list: active alerts, their duration and the keys to handle them',
		columns: 110,
		rows: 24,
		arguments: [],
		keys: ['a'],
		until: /acknowledge/,
	},
	{
		name: 'help',
		title: 'mon-tui, the help: all keys and their actions',
		columns: 100,
		rows: 52,
		arguments: [],
		keys: ['?'],
		until: /Keys/,
	},
	{
		name: 'light',
		title: 'mon-tui, the light theme',
		columns: 100,
		rows: 30,
		arguments: ['--theme', 'light'],
		ground: lightGround,
		keys: [],
		until: /CRITICAL/,
	},
	{
		name: 'colour-blind',
		title: 'mon-tui, the colour-blind theme: blue to orange instead of green to red',
		columns: 100,
		rows: 30,
		arguments: ['--theme', 'colour-blind'],
		keys: [],
		until: /CRITICAL/,
	},
	{
		name: 'fleet',
		title: 'mon-tui, the fleet overview: one row per host, problems first',
		columns: 120,
		rows: 17,
		isFleet: true,
		arguments: [],
		keys: ['down', 'down'],
		until: /1 stale[\s\S]*lost:[\s\S]*97%/,
	},
];
