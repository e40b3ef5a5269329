import {Box} from 'ink';
import {Lines} from '../boxes/lines.js';
import {OverlayBox, type Screen} from '../boxes/overlay-box.js';
import {Diagnosis} from '../diagnosis/diagnosis.js';
import {seriousFindings} from '../diagnosis/verdict.js';
import {Verdict} from '../diagnosis/verdict-line.js';
import {TabBar} from '../fleet/tab-bar.js';
import {Health} from '../health/health.js';
import {
	useAppearance,
	useDelivery,
	useHost,
	useMonitor,
	useRoute,
	useScreen,
	useServices,
	useUi,
} from '../hooks/services.js';
import {compactNeeds, requiredRows} from '../layout/compact-layout.js';
import {type Frame, frameOf} from '../layout/frame.js';
import {type BoxKind, boxOf} from '../overlays/boxes.js';
import {drawFilter} from '../overlays/filter.js';
import {drawGoTo} from '../overlays/go-to.js';
import {Help} from '../overlays/help.js';
import {Hint} from '../overlays/hint.js';
import {drawJump} from '../overlays/jump.js';
import {NoDataNotice} from '../overlays/no-data-notice.js';
import {drawSearch} from '../overlays/search.js';
import {ProcessPageView} from '../process-page/page.js';
import type {ScreenState} from '../state/screen-state.js';
import {isAt, type KindAt, type Overlay} from '../state/ui-state.js';
import {Compact} from './compact.js';
import {Detailed} from './detailed.js';
import {Footer} from './footer.js';
import {Header} from './header.js';
import {OneLine} from './one-line.js';
import {StatisticsPage} from './statistics-page.js';
import {TimeLine} from './time-line.js';
import {Waiting} from './waiting.js';

const all = (state: ScreenState) => state;

/** Renders the view of a machine with its overlays. */
export function Machine() {
	const {fleet} = useServices();
	const {id} = useRoute();
	const state = useScreen(all);
	const hasProcesses = !state.ui.hidden.includes('processes');
	const needs = {
		compactRows: useMonitor(({sample}) => requiredRows(compactNeeds(sample, hasProcesses))),
		hasVerdict: useMonitor(({sample}) => seriousFindings(sample).length > 0),
	};
	const frame = frameOf(state, fleet !== undefined, needs);
	const {tabRows, columns, height} = frame;
	const {overlay} = state.ui;
	const size = {width: columns, height};
	// A menu that was opened from the page of a process is drawn over it.
	const page =
		overlay !== undefined && 'from' in overlay && overlay.from?.kind === 'details' ? overlay.from : undefined;
	return (
		<>
			{fleet && tabRows > 0 && <TabBar fleet={fleet.store} currentId={id} width={columns} />}
			<Box flexDirection="column" width={columns} height={height} overflow="hidden">
				{overlay !== undefined && isAt('page', overlay) ? (
					<PageOf overlay={overlay} {...size} />
				) : (
					<>
						{page === undefined ? <ViewOf frame={frame} /> : <ProcessPageView overlay={page} {...size} />}
						{overlay === undefined ? (
							<NoDataNotice columns={columns} rows={height} />
						) : isAt('edge', overlay) ? (
							<LowerEdge overlay={overlay} columns={columns} rows={height} />
						) : (
							<OverlayOf overlay={overlay} columns={columns} rows={height} />
						)}
					</>
				)}
				{overlay?.kind === 'filter' ? null : <Hint columns={columns} rows={height} />}
			</Box>
		</>
	);
}

type Size = {readonly width: number; readonly height: number};

function PageOf({overlay, ...size}: Size & {readonly overlay: Overlay<KindAt<'page'>>}) {
	switch (overlay.kind) {
		case 'help':
			return <Help scroll={overlay.scroll} {...size} />;
		case 'health':
			return <Health scroll={overlay.scroll} {...size} />;
		case 'statistics':
			return <StatisticsPage scroll={overlay.scroll} {...size} />;
		case 'diagnosis':
			return <Diagnosis index={overlay.index} {...size} />;
		case 'details':
			return <ProcessPageView overlay={overlay} {...size} />;
		default:
			return overlay satisfies never;
	}
}

function ViewOf({frame}: {readonly frame: Frame}) {
	const {view, hasHeader, hasVerdict, headRows, footRows, columns: width, height} = frame;
	switch (view) {
		case 'line':
			return <OneLine width={width} />;
		case 'compact':
			return <Compact width={width} height={height} />;
		case 'detailed':
			return (
				<>
					{hasHeader && <Header width={width} />}
					{hasVerdict && <Verdict width={width} />}
					<Panels width={width} height={height - headRows - footRows} />
					{footRows > 1 && <TimeLine width={width} />}
					{footRows > 0 && <Footer width={width} />}
				</>
			);
		default:
			return view satisfies never;
	}
}

/** Renders the panels; before the first sample of another machine, the state of the connection to it. */
function Panels(size: Size) {
	const host = useHost();
	const hasSample = useMonitor(({sample}) => sample !== undefined);
	return host && !hasSample ? <Waiting host={host} {...size} /> : <Detailed {...size} />;
}

/** Renders an input line or the continuations of a key over the footer. */
function LowerEdge({overlay, columns, rows}: Screen & {readonly overlay: Overlay<KindAt<'edge'>>}) {
	const sample = useMonitor(state => state.sample);
	const lines =
		overlay.kind === 'goTo'
			? drawGoTo(sample, {columns, rows})
			: overlay.kind === 'jump'
				? [drawJump(overlay, columns)]
				: [(overlay.kind === 'filter' ? drawFilter : drawSearch)(overlay.line, columns)];
	return (
		<Box position="absolute" marginTop={Math.max(0, rows - lines.length)}>
			<Lines lines={lines} width={columns} height={lines.length} />
		</Box>
	);
}

function OverlayOf({overlay, ...screen}: Screen & {readonly overlay: Overlay<BoxKind>}) {
	const ui = useUi(state => state);
	const settings = useScreen(state => state.settings);
	const monitor = useMonitor(state => state);
	const appearance = useAppearance();
	useDelivery();
	return <OverlayBox content={boxOf(overlay, {...screen, ui, settings, monitor, appearance})} {...screen} />;
}
