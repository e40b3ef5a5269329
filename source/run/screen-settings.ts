import {existsSync} from 'node:fs';
import process from 'node:process';
import {autoTheme} from '../config/options/themes.js';
import type {Appearance} from '../ui/drawing/appearance.js';
import type {ScreenOptions} from '../ui/screen.js';
import type {SavedChoices} from '../ui/state/choices.js';
import type {ScreenSettings} from '../ui/state/screen-settings.js';
import type {JobControl} from '../ui/terminal/job-signals.js';
import {colorDepth} from '../ui/theme/color-depth.js';
import type {Theme} from '../ui/theme/themes.js';
import {onContinued, onStopSignal, onWindowChange, stopJob, updateSize} from './job-control.js';
import type {SettledConfig} from './settle.js';
import {answersQueries, graphStyleFor, isLinuxConsole, isUnicodeTerminal} from './terminal.js';

export type AppearanceSettings = Pick<
	ScreenSettings,
	'appearanceFor' | 'themeNames' | 'choices' | 'bindings' | 'preset' | 'showsCost'
>;

/** Loads the drawing modules. Resolves with the function that returns the appearance for a configuration. */
export async function loadAppearance(): Promise<(settled: SettledConfig) => AppearanceSettings> {
	// A warning that Node prints on the terminal would shift the screen.
	process.removeAllListeners('warning');
	const [{createAppearance}, {themes}, {customTheme}] = await Promise.all([
		import('../ui/drawing/appearance.js'),
		import('../ui/theme/themes.js'),
		import('../ui/theme/custom-theme.js'),
	]);
	return ({config, bindings}) => {
		const themeByName = new Map<string, Theme>([
			...Object.entries(themes),
			...Object.entries(config.themes).map(([name, own]) => [name, customTheme(own)] as const),
		]);
		const terminal = {
			colorDepth: colorDepth(config.color, process.env),
			isAscii: config.ascii || !isUnicodeTerminal(process.env),
			isConsole: isLinuxConsole(process.env),
		};
		const created = new Map<string, Appearance>();
		return {
			appearanceFor({theme, graph, background}) {
				const key = `${theme} ${graph} ${background}`;
				const appearance =
					created.get(key) ??
					createAppearance({
						...terminal,
						theme: themeByName.get(theme) ?? (background === 'light' ? themes.light : themes.default),
						graphStyle: graphStyleFor(graph, process.env),
					});
				created.set(key, appearance);
				return appearance;
			},
			themeNames: [autoTheme, ...themeByName.keys()],
			choices: config,
			bindings,
			preset: config.keys.preset,
			showsCost: config.debug,
		};
	};
}

/** Returns the options of the screen that stay the same until the end. */
export function terminalOptions({
	config,
	configFile,
}: SettledConfig): Pick<ScreenOptions, 'remember' | 'hasMouse' | 'hasTitle' | 'asksBackground' | keyof JobControl> {
	return {
		remember: configFile === undefined ? undefined : choices => rememberIn(configFile, choices),
		hasMouse: config.mouse,
		hasTitle: config.title,
		asksBackground: colorDepth(config.color, process.env) !== 'none' && answersQueries(process.env),
		stop: stopJob,
		onStopSignal,
		onContinued,
		onWindowChange,
		updateSize,
	};
}

async function rememberIn(file: string, choices: SavedChoices): Promise<string> {
	const {remember} = await import('../config/sources/remember.js');
	const written = await remember(file, choices);
	if (written.length > 0) {
		return `Saved to ${file}: ${written.join(', ')}.`;
	}

	return existsSync(file)
		? `${file} is already up to date.`
		: `Nothing to save in ${file}: every choice has its default value.`;
}
