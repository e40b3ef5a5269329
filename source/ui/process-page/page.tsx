import {setTimeout as sleep} from 'node:timers/promises';
import {useEffect} from 'react';
import type {Process} from '../../metrics/snapshot.js';
import {Lines} from '../boxes/lines.js';
import {isFramed} from '../boxes/scrolled-page.js';
import {frame} from '../drawing/frame.js';
import {fitLine, joinSpans, span} from '../drawing/line.js';
import {useAppearance, useMonitor, useRoute, useScreen, useServices, useUi} from '../hooks/services.js';
import {stretch} from '../hooks/use-list.js';
import {firstShown} from '../lists/scroll.js';
import {processKey} from '../processes/rows.js';
import type {Overlay} from '../state/ui-state.js';
import {processPage} from './draw.js';

type PageProps = {readonly overlay: Overlay<'details'>; readonly width: number; readonly height: number};

/** Time between two readings of the process, in milliseconds. */
const readMs = 2000;

/** Renders the page of a process, and reads its details as long as it is shown. */
export function ProcessPageView({overlay, width, height}: PageProps) {
	const appearance = useAppearance();
	const ui = useUi(state => state);
	const settings = useScreen(state => state.settings);
	const monitor = useMonitor(state => state);
	const {recent} = useRoute();
	const scope = {columns: width, rows: height, ui, monitor, settings, appearance};
	const {process, title, lines} = processPage(overlay, scope, recent);
	useInspection(process, overlay.showsValues);
	const hasFrame = isFramed(width, height);
	const room = hasFrame ? height - 2 : height;
	const first = firstShown(overlay.scroll, {rows: lines.length, room});
	const shown = lines.slice(first, first + room);
	const range = shown.length < lines.length ? [span(stretch(first, shown.length, lines.length), 'accent')] : [];
	const keys = [[span('Enter opens', 'muted')], [span('x signal', 'muted')], [span('Esc closes', 'muted')]];
	const separator = ` ${appearance.glyphs.separator} `;
	const long = joinSpans([range, ...keys], separator);
	const short = joinSpans([range, ...keys.slice(-1)], separator);
	const detail = title.length + long.reduce((sum, part) => sum + part.width, 0) + 8 > width ? short : long;
	return (
		<Lines
			lines={
				hasFrame
					? frame(shown, {title, detail, width, height, isFocused: true}, appearance.glyphs)
					: shown.map(line => fitLine(line, width))
			}
			width={width}
			height={height}
		/>
	);
}

/** Reads the process off the tick and keeps the result in the state of the screen. */
function useInspection(process: Process | undefined, values: boolean): void {
	const {state} = useServices();
	const inspect = useScreen(({settings}) => settings.service.inspect);
	const isPaused = useUi(ui => ui.isPaused);
	const key = process && processKey(process);
	// biome-ignore lint/correctness/useExhaustiveDependencies: the process is another object after each pass; its key identifies it.
	useEffect(() => {
		if (!process || !inspect || key === undefined || isPaused) {
			return;
		}

		const inspector = inspect(process);
		const abort = new AbortController();
		const run = async (): Promise<void> => {
			while (!abort.signal.aborted) {
				const value = await inspector.read({values});
				if (!abort.signal.aborted) {
					state.setState(now => ({...now, ui: {...now.ui, inspection: {key, value}}}));
					await sleep(readMs, undefined, {ref: false, signal: abort.signal});
				}
			}
		};
		// Rejects when the page is closed while it waits.
		run().catch(() => {});
		return () => abort.abort();
	}, [key, inspect, values, isPaused, state]);
}
