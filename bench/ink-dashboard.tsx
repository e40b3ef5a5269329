import process from 'node:process';
import {Box, render, Transform} from 'ink';
import {silentStdin} from '../test/helpers/silent-stdin.js';
import {virtualStdout} from '../test/helpers/virtual-stdout.js';

export type Cost = {readonly cpuMsPerFrame: number; readonly bytesPerFrame: number};

const panelHeight = 8;

/** A row of a panel: label, value, bar, graph, in ten colours or so. The tick moves the value and the bar. */
function panelRow(width: number, seed: number): string {
	const percent = (seed * 37) % 100;
	const cells = width - 33;
	const full = Math.round((cells * percent) / 100);
	const bar = `\u001B[32m${'█'.repeat(full)}\u001B[39m\u001B[90m${'░'.repeat(cells - full)}\u001B[39m`;
	const value = `\u001B[1m${String(percent).padStart(3)}\u001B[22m`;
	const graph = `\u001B[36m⣀⣠\u001B[39m\u001B[33m⣤⣶⣷\u001B[39m\u001B[31m⣿\u001B[39m`;
	return `\u001B[90m│\u001B[39m core ${value} % ${bar} ${graph} load\u001B[2m ≥ 0.4\u001B[22m \u001B[90m│\u001B[39m`;
}

/** The text of a panel for the layout; its rows are put in its place, as on the screen of mon-tui. */
const blanks = Array.from({length: panelHeight}, () => ' ').join('\n');

type Panel = readonly string[];

function Dashboard({panels, columns}: {readonly panels: readonly Panel[]; readonly columns: number}) {
	const width = columns / 2;
	return (
		<Box width={columns} height={Math.ceil(panels.length / 2) * panelHeight}>
			{panels.map((panel, index) => (
				<Box
					// biome-ignore lint/suspicious/noArrayIndexKey: a panel is its place
					key={index}
					position="absolute"
					left={(index % 2) * width}
					top={Math.floor(index / 2) * panelHeight}
					width={width}
					height={panelHeight}
				>
					<Transform transform={(_, row) => panel[row] ?? ''}>{blanks}</Transform>
				</Box>
			))}
		</Box>
	);
}

/** Draws a dashboard of which ten rows change in each frame. The first frames warm up and do not count. */
export async function drawDashboard(columns: number, rows: number, frames: number, warmUp: number): Promise<Cost> {
	let bytes = 0;
	const stdout = virtualStdout({columns, rows}, ({length}) => {
		bytes += length;
	});
	const stdin = silentStdin();

	const count = 2 * Math.floor(rows / panelHeight);
	const lines = Array.from({length: count * panelHeight}, (_, index) => panelRow(columns / 2, index));
	const draw = (frame: number) => {
		for (let change = 0; change < 10; change++) {
			const index = Math.floor((change * lines.length) / 10);
			lines[index] = panelRow(columns / 2, index + frame);
		}

		const panels = Array.from({length: count}, (_, panel) =>
			lines.slice(panel * panelHeight, (panel + 1) * panelHeight),
		);
		return <Dashboard panels={panels} columns={columns} />;
	};

	const app = render(draw(0), {
		stdout,
		stdin,
		interactive: true,
		alternateScreen: true,
		incrementalRendering: true,
		maxFps: 1000,
		patchConsole: false,
		exitOnCtrlC: false,
	});
	let started = process.cpuUsage();
	for (let frame = 1; frame <= warmUp + frames; frame++) {
		if (frame === warmUp + 1) {
			started = process.cpuUsage();
			bytes = 0;
		}

		app.rerender(draw(frame));
		await app.waitUntilRenderFlush();
	}

	const {user, system} = process.cpuUsage(started);
	const cost = {cpuMsPerFrame: (user + system) / 1000 / frames, bytesPerFrame: bytes / frames};
	app.unmount();
	return cost;
}
