'use strict';
const words = [...document.querySelectorAll('li .t span')];
const name = words.find((word) => word.textContent === 'Guang');
name.dispatchEvent(new PointerEvent('pointerover', { bubbles: true, pointerType: 'mouse' }));
