/** One picture of the program. */
export type Shot = {
	/** The file's name, without its ending. */
	readonly name: string;
	/** What it shows, for those who cannot see it. */
	readonly title: string;
	readonly columns: number;
	readonly rows: number;
	readonly arguments: readonly string[];
	/** How long the program runs before the keys: graphs need a history. */
	readonly runSeconds: number;
	readonly keys: readonly string[];
	/** The picture is taken once this is on screen. */
	readonly until: RegExp;
};

const processorInPercent = /CPU.*\d%/;

export const shots: readonly Shot[] = [
	{
		name: 'detailed',
		title: 'mon-tui, detailed view: processor, memory, disks, network, alerts and statistics',
		columns: 100,
		rows: 30,
		arguments: ['--view', 'detailed'],
		runSeconds: 30,
		keys: [],
		until: processorInPercent,
	},
	{
		name: 'wide',
		title: 'mon-tui, detailed view on a wide screen: larger graphs and the process table',
		columns: 160,
		rows: 45,
		arguments: ['--view', 'detailed'],
		runSeconds: 30,
		keys: [],
		until: processorInPercent,
	},
	{
		name: 'compact',
		title: 'mon-tui, compact view: one line each for processor, memory, disk and network',
		columns: 80,
		rows: 8,
		arguments: ['--compact'],
		runSeconds: 15,
		keys: [],
		until: processorInPercent,
	},
	{
		name: 'line',
		title: 'mon-tui on a single line',
		columns: 80,
		rows: 1,
		arguments: ['--view', 'line'],
		runSeconds: 5,
		keys: [],
		until: processorInPercent,
	},
	{
		name: 'help',
		title: 'mon-tui, the help: every key and what it does',
		columns: 100,
		rows: 30,
		arguments: ['--view', 'detailed'],
		runSeconds: 5,
		keys: ['?'],
		until: /Keys|Help/,
	},
];
