import { render } from 'preact';
import './design/tokens.css';
import './design/fonts.css';
import './design/base.css';
import { App } from './app/app.tsx';
import { drawOncePerPicture } from './app/drawing.ts';
import { followAddress } from './app/route.ts';
import { followDevice } from './app/theme.ts';

drawOncePerPicture();
followDevice();
followAddress();
render(<App />, document.getElementById('app')!);
