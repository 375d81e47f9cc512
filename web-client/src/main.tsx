import { render } from 'preact';
import './design/tokens.css';
import './design/fonts.css';
import './design/base.css';
import { App } from './app/app.tsx';
import { followAddress } from './app/route.ts';
import { followDevice } from './app/theme.ts';

followDevice();
followAddress();
render(<App />, document.getElementById('app')!);
