import {type Ground, lightGround} from './colours.js';

/** One picture of the program. */
export type Shot = {
	/** The file's name, without its ending. */
	readonly name: string;
	/** What it shows, for those who cannot see it. */
	readonly title: string;
	readonly columns: number;
	readonly rows: number;
	readonly arguments: readonly string[];
	/** Pressed when the graphs are filled. */
	readonly keys: readonly string[];
	/** The picture is taken once this is on screen. */
	readonly until: RegExp;
	/** Of many machines instead of one. */
	readonly isFleet?: boolean;
	/** The terminal's own colours; dark where nothing is said. */
	readonly ground?: Ground;
};

const processorInPercent = /CPU.*\d%/;

export const shots: readonly Shot[] = [
	{
		name: 'detailed',
		title: 'mon-tui, detailed view: processor, memory, disks, network, a graphics card, two alerts and processes',
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
		title: 'mon-tui, compact view: one line each for processor, memory, disk, graphics card, network and alerts',
		columns: 90,
		rows: 9,
		arguments: ['--compact'],
		keys: [],
		until: /Critical/,
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
		title: 'mon-tui, the process panel on the whole screen: the tree below two services, found by a filter',
		columns: 110,
		rows: 24,
		arguments: [],
		keys: ['/', 'u', 's', 'e', 'r', '~', 'w', 'e', 'b', '|', 'p', 'o', 's', 't', 'enter', 't', 'z', 'down', 'down'],
		until: /match/,
	},
	{
		name: 'alerts',
		title: 'mon-tui, the alerts: what is wrong now, how long, and what to do about it',
		columns: 110,
		rows: 24,
		arguments: [],
		keys: ['a'],
		until: /acknowledge/,
	},
	{
		name: 'help',
		title: 'mon-tui, the help: every key and what it does',
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
		title: 'mon-tui, the theme for every kind of colour vision: blue to orange, no red and green',
		columns: 100,
		rows: 30,
		arguments: ['--theme', 'colour-blind'],
		keys: [],
		until: /CRITICAL/,
	},
	{
		name: 'fleet',
		title: 'mon-tui, the overview of a fleet: a row for each machine, trouble first',
		columns: 120,
		rows: 17,
		isFleet: true,
		arguments: [],
		keys: ['down', 'down'],
		until: /1 stale[\s\S]*lost:[\s\S]*97%/,
	},
];
