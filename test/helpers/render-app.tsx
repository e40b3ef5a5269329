import {setImmediate as nextTurn} from 'node:timers/promises';
import type {Pulse} from '../../source/core/pulse.js';
import type {MonitorState} from '../../source/core/state.js';
import {createStore} from '../../source/core/store.js';
import {debugInfo} from '../../source/health/debug-info.js';
import {noAlertService} from '../../source/ui/alerts/service.js';
import {App, type AppProps} from '../../source/ui/app.js';
import {createLook, type LookOptions} from '../../source/ui/hooks/look.js';
import {keyBindings, withoutFleetKeys} from '../../source/ui/input/keys.js';
import {noProcessService} from '../../source/ui/processes/service.js';
import {initialUiState} from '../../source/ui/state/ui-state.js';
import {createViewpoint} from '../../source/ui/state/viewpoint.js';
import {type Theme, type ThemeName, themes} from '../../source/ui/theme/themes.js';
import {type RenderedInk, renderInk} from './render-ink.js';

const themeByName: Readonly<Record<string, Theme>> = themes;

export type RenderedApp = Omit<RenderedInk, 'settle'> & {
	setState(update: (state: MonitorState) => MonitorState): Promise<void>;
	/** The same without waiting for longer than a turn of the loop. */
	change(update: (state: MonitorState) => MonitorState): Promise<void>;
};

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
		| 'collectors'
		| 'showsCost'
		| 'examine'
		| 'initialState'
		| 'remember'
	>
> & {readonly hasMouse?: boolean} & Partial<Omit<LookOptions, 'theme'>> & {readonly theme?: ThemeName};

const pulse: Pulse = {isRunning: true, source: 'local', startedAtMs: 0, uptimeMs: 60_000, sampleAgeMs: 200};

/** The whole screen on a terminal that is none: nothing but its size. */
export async function renderApp(initial: MonitorState, options: RenderOptions): Promise<RenderedApp> {
	const {columns, rows} = options;
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
	const app = await renderInk(
		mouse => (
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
				bindings={withoutFleetKeys(keyBindings)}
				service={options.service ?? noProcessService}
				alertService={options.alertService ?? noAlertService}
				serverStatus={options.serverStatus}
				playback={options.playback}
				host={options.host}
				collectors={options.collectors ?? (() => [])}
				showsCost={options.showsCost ?? false}
				exportNow={options.exportNow}
				examine={options.examine ?? (() => debugInfo({store, pulse: () => pulse, health: () => []}))}
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
			/>
		),
		{columns, rows, hasMouse: options.hasMouse},
	);

	return {
		...app,
		async setState(update) {
			store.setState(update);
			await app.settle();
		},
		async change(update) {
			store.setState(update);
			await nextTurn();
		},
	};
}
