import {Box, type BoxProps, render, Text, type TextProps, Transform} from 'ink';
import {silentStdin} from '../../helpers/silent-stdin.js';
import {virtualStdout} from '../../helpers/virtual-stdout.js';

export const columns = 60;
export const rows = 16;

/** Mulberry32: the same numbers for the same seed, in every bundle. */
function randomNumbers(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d_2b_79_f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

const simple = [...' ab19%~·→≥─│╭█░▇●▲✖⣀⣷'];
const strange = [
	'日',
	'한',
	'e\u0301',
	'⚠\uFE0F',
	'👨‍👩‍👧',
	'🇫🇷',
	'\u200B',
	'\u00A0',
	'\t',
	'\u0007',
	'\u001B[2K',
	'\u001B[4:3m',
];
const styles = [
	['\u001B[31m', '\u001B[39m'],
	['\u001B[38;5;208m', '\u001B[39m'],
	['\u001B[1;44m', '\u001B[0m'],
	['\u001B[7m', '\u001B[27m'],
	['\u001B[2m', ''],
] as const;

type Panel = {
	readonly place: BoxProps;
	readonly text: TextProps;
	readonly lines: readonly string[];
	readonly isNested: boolean;
	/** Whether the lines take the place of blanks when the frame is composed, as the panels of mon-tui do. */
	readonly isDrawn: boolean;
};

/** Creates panels and panels made of panels. Most lines are unchanged from one frame to the next. */
function panelMaker(random: () => number, isForTerminal: boolean) {
	const whole = (below: number): number => Math.floor(random() * below);
	const oneOf = <Item,>(items: readonly [Item, ...Item[]]): Item => items[whole(items.length)] ?? items[0];
	const chance = (share: number): boolean => random() < share;

	const line = (width: number): string => {
		const isStrange = !isForTerminal && chance(0.1);
		let text = '';
		for (let cell = 0; cell < width; cell++) {
			text += (isStrange && chance(0.2) ? strange[whole(strange.length)] : simple[whole(simple.length)]) ?? '';
			const [open, close] = styles[whole(styles.length)] ?? ['', ''];
			if (chance(0.1)) {
				text += open;
				if (chance(0.8) && cell + 1 < width) {
					text += `x${close}`;
					cell++;
				}
			}
		}

		return text;
	};

	const panel = (): Panel => {
		const width = 1 + whole(30);
		const height = 1 + whole(8);
		const isDrawn = chance(0.3);
		return {
			place: {
				position: isForTerminal || chance(0.8) ? 'absolute' : 'relative',
				left: whole(isForTerminal ? columns - width : columns - 4),
				top: whole(rows - 2),
				width,
				height,
				...(chance(0.2) ? {overflow: 'hidden'} : {}),
				...(!isDrawn && chance(0.2) ? {borderStyle: 'round', borderColor: 'green'} : {}),
				...(chance(0.1) ? {backgroundColor: 'blue'} : {}),
				...(!isDrawn && chance(0.1) ? {paddingLeft: 1} : {}),
			},
			text: {
				wrap: oneOf(['truncate', 'truncate', 'truncate', 'wrap', 'hard', 'truncate-start', 'truncate-middle']),
				...(chance(0.2) ? {color: 'yellow', bold: chance(0.5)} : {}),
				...(chance(0.1) ? {inverse: true} : {}),
			},
			lines: Array.from({length: 1 + whole(height + 1)}, () =>
				line(width + (!isDrawn && chance(0.2) ? whole(6) - 3 : 0)),
			),
			isNested: chance(0.2),
			isDrawn,
		};
	};

	const change = (previous: Panel): Panel => {
		if (chance(0.05)) {
			return panel();
		}

		const width = (text: string) => (previous.isDrawn ? Number(previous.place.width) : text.length);
		const lines = previous.lines.map(text => (chance(0.3) ? line(width(text)) : text));
		return {...previous, lines: chance(0.2) ? lines.toReversed() : lines};
	};

	return {panel, change, whole, chance};
}

function PanelBox({panel: {place, text, lines, isNested, isDrawn}}: {readonly panel: Panel}) {
	return isDrawn ? (
		<Box {...place}>
			<Transform transform={(_, index) => lines[index] ?? ''}>{lines.map(() => ' ').join('\n')}</Transform>
		</Box>
	) : (
		<Box {...place}>
			<Text {...text}>
				{isNested ? <Text color="red">{lines[0]}</Text> : ''}
				{lines.join('\n')}
			</Text>
		</Box>
	);
}

function Screen({panels}: {readonly panels: readonly Panel[]}) {
	return (
		<Box width={columns} height={rows}>
			{panels.map((panel, index) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: the index identifies the panel
				<PanelBox key={index} panel={panel} />
			))}
		</Box>
	);
}

/**
Returns what Ink writes for some frames. With `isWhole`, it is the frame as Ink composes it. Otherwise it is the bytes for a
terminal, without characters that terminals and Ink measure differently and without rows longer than the terminal is wide.
*/
export async function drawScreens(seed: number, count: number, isWhole: boolean): Promise<readonly string[]> {
	let written = '';
	const stdout = virtualStdout({columns, rows}, bytes => {
		written += String(bytes);
	});
	const stdin = silentStdin();

	const {panel, change, whole, chance} = panelMaker(randomNumbers(seed), !isWhole);
	let panels = Array.from({length: 1 + whole(5)}, panel);
	const app = render(<Screen panels={panels} />, {
		stdout,
		stdin,
		debug: isWhole,
		interactive: true,
		incrementalRendering: true,
		alternateScreen: true,
		patchConsole: false,
		exitOnCtrlC: false,
	});
	const frames: string[] = [];
	for (let index = 0; index < count; index++) {
		await app.waitUntilRenderFlush();
		frames.push(written);
		written = '';
		panels = chance(0.1) ? panels.slice(1) : panels.map(change);
		app.rerender(<Screen panels={panels} />);
	}

	app.unmount();
	return frames;
}
