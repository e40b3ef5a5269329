import {Readable, Writable} from 'node:stream';
import {render} from 'ink';
import type {MonitorState} from '../../source/state.js';
import {createStore} from '../../source/store.js';
import {noAlertService} from '../../source/ui/alerts/service.js';
import {App, type AppProps} from '../../source/ui/app.js';
import {keyBindings} from '../../source/ui/keys.js';
import {createLook, type LookOptions} from '../../source/ui/look.js';
import {createMouse} from '../../source/ui/mouse/mouse.js';
import {noProcessService} from '../../source/ui/processes/service.js';
import {type Theme, type ThemeName, themes} from '../../source/ui/theme/themes.js';
import {initialUiState} from '../../source/ui/ui-state.js';
import {createViewpoint} from '../../source/ui/viewpoint.js';

const themeByName: Readonly<Record<string, Theme>> = themes;

export type RenderedApp = {
	/** The rows of the latest frame, without colours. */
	rows(): readonly string[];
	/** How many frames were written. */
	frameCount(): number;
	setState(update: (state: MonitorState) => MonitorState): Promise<void>;
	press(keys: string): Promise<void>;
} & AsyncDisposable;

export type RenderOptions = {readonly columns: number; readonly rows: number} & Partial<
	Pick<
		AppProps,
		| 'viewChoice'
		| 'service'
		| 'alertService'
		| 'serverStatus'
		| 'playback'
		| 'host'
		| 'exportNow'
		| 'initialState'
		| 'remember'
	>
> & {readonly hasMouse?: boolean} & Partial<Omit<LookOptions, 'theme'>> & {readonly theme?: ThemeName};

/** The whole screen on a terminal that is none: nothing but its size. */
export async function renderApp(initial: MonitorState, options: RenderOptions): Promise<RenderedApp> {
	const {columns, rows} = options;
	const frames: string[] = [];
	const stdout = Object.assign(
		new Writable({
			write(chunk, _encoding, done) {
				frames.push(String(chunk));
				done();
			},
		}),
		{isTTY: true, columns, rows},
	) as unknown as NodeJS.WriteStream;
	const stdin = Object.assign(new Readable({read() {}}), {
		isTTY: true,
		setRawMode() {},
		ref() {},
		unref() {},
	}) as unknown as NodeJS.ReadStream & {fd: 0};
	const mouse = options.hasMouse ? createMouse(stdin) : undefined;
	const store = createStore(initial);
	const drawing = {
		colorDepth: options.colorDepth ?? 'none',
		isAscii: options.isAscii ?? false,
		isConsole: options.isConsole,
		graphStyle: options.graphStyle ?? 'braille',
	} as const;
	const initialState = options.initialState ?? {...initialUiState, theme: options.theme ?? 'default'};
	const {hidden, theme, graph, processes} = initialState;
	const choices = {view: options.viewChoice ?? 'auto', hide: hidden, theme, graph, sort: processes.sort};
	const app = render(
		<App
			viewpoint={createViewpoint(store)}
			lookFor={({theme, graph}) =>
				createLook({
					...drawing,
					theme: themeByName[theme] ?? themes.default,
					...(graph !== 'auto' && {graphStyle: graph}),
				})
			}
			choices={choices}
			themeNames={Object.keys(themes)}
			bindings={keyBindings}
			service={options.service ?? noProcessService}
			alertService={options.alertService ?? noAlertService}
			serverStatus={options.serverStatus}
			playback={options.playback}
			host={options.host}
			exportNow={options.exportNow}
			remember={options.remember}
			columns={columns}
			rows={rows}
			viewChoice={choices.view}
			isFullScreen={true}
			hasKeyboard={true}
			mouse={mouse}
			initialState={initialState}
			latest={{current: initialState}}
			stop={async () => {}}
			onAction={() => {}}
			onHide={() => {}}
		/>,
		{
			stdout,
			stdin: mouse?.stdin ?? stdin,
			stderr: stdout,
			debug: true,
			interactive: true,
			patchConsole: false,
			exitOnCtrlC: false,
		},
	);
	const settle = async (waitMs = 30): Promise<void> => {
		await new Promise(resolve => setTimeout(resolve, waitMs));
		await app.waitUntilRenderFlush();
	};
	await settle();

	return {
		rows: () => (frames.findLast(frame => frame.trim() !== '') ?? '').split('\n'),
		frameCount: () => frames.filter(frame => frame.trim() !== '').length,
		async setState(update) {
			store.setState(update);
			await settle();
		},
		async press(keys) {
			stdin.push(keys);
			// Ink holds a lone escape back for a moment, to see whether a sequence follows.
			await settle(keys === '\u{1B}' ? 120 : 30);
		},
		async [Symbol.asyncDispose]() {
			app.unmount();
		},
	};
}
