'use strict';
const over = (element) => element.dispatchEvent(new PointerEvent('pointerover', { bubbles: true, pointerType: 'mouse' }));
// The words of a row are elements once the pointer is over the row.
over([...document.querySelectorAll('section li p')].find((sentence) => sentence.textContent.includes('Guang')));
over([...document.querySelectorAll('li .t span')].find((word) => word.textContent === 'Guang'));
