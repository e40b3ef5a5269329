import {useApp, useInput, usePaste} from 'ink';
import {useEffect, useMemo} from 'react';
import {point} from './dispatch/point.js';
import {paste, press} from './dispatch/press.js';
import {Overview} from './fleet/overview.js';
import {ServicesContext, useScreen} from './hooks/services.js';
import {keyNames} from './input/keys.js';
import type {Services} from './state/services.js';
import {Machine} from './views/machine.js';

/** Keys in, frames out: the state is in a store, and both go by what it holds at that moment. */
export function App({services}: {readonly services: Services}) {
	useTerminalInput(services);
	return (
		<ServicesContext.Provider value={services}>
			<Stage services={services} />
		</ServicesContext.Provider>
	);
}

/** The machine that is shown, or the overview of all. */
function Stage({services}: {readonly services: Services}) {
	const scene = useScreen(state => state.scene);
	const own = useMemo(() => (scene.kind === 'machine' ? {...services, scene} : services), [services, scene]);
	return (
		<ServicesContext.Provider value={own}>
			{scene.kind === 'overview' ? <Overview scene={scene} /> : <Machine key={scene.id} />}
		</ServicesContext.Provider>
	);
}

function useTerminalInput(services: Services): void {
	const {hasKeyboard, mouse, stop} = services.terminal;
	const {suspendTerminal} = useApp();
	useInput(
		(input, key) => {
			for (const name of keyNames(input, key)) {
				press(name, services, () => void suspendTerminal(stop));
			}
		},
		{isActive: hasKeyboard},
	);
	usePaste(text => paste(text, services), {isActive: hasKeyboard});
	useEffect(() => mouse?.subscribe(report => point(report, services)), [mouse, services]);
}
