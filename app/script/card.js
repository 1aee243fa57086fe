// Reads the QR code of an identity card with the camera, or from a picture of it, on the person's own device. What it says is
// put into the line of the form and sent like typed text. Loaded when the reader is opened; without it the line takes what
// was scanned elsewhere.

import { decodeQR } from "__QR__";

const LONGEST = 1600;
const PAUSE = 120;

/** Gives a reader its camera and its picture button, once. */
export function start(box) {
  if (box.dataset.on !== undefined) return;
  box.dataset.on = "";
  const words = box.dataset;
  const [input, fill] = [box.querySelector("input[name=card]"), box.querySelector("button[value=card]")];
  const status = make("p", "card-status");
  status.setAttribute("role", "status");
  const actions = make("div", "actions");
  let stop = () => {};

  const found = (text) => {
    stop();
    input.value = text;
    fill.click();
  };

  const picture = make("label", "button button-secondary card-picture", words.picture);
  const file = make("input", "visually-hidden");
  Object.assign(file, { type: "file", accept: "image/*" });
  file.addEventListener("change", async () => {
    const [chosen] = file.files;
    file.value = "";
    if (!chosen) return;
    status.textContent = "";
    const image = await createImageBitmap(chosen, { imageOrientation: "from-image" }).catch(() => null);
    const text = image && (await read(image, image.width, image.height));
    if (text) found(text);
    else status.textContent = words.notFound;
  });
  picture.append(file);

  if (navigator.mediaDevices?.getUserMedia) {
    const camera = make("button", "button button-secondary card-camera", words.camera);
    camera.type = "button";
    camera.addEventListener("click", async () => {
      stop();
      status.textContent = "";
      const wish = { video: { facingMode: "environment", width: { ideal: 1920 }, height: { ideal: 1080 } } };
      const stream = await navigator.mediaDevices.getUserMedia(wish).catch(() => null);
      if (!stream) {
        status.textContent = words.noCamera;
        return;
      }
      const view = make("div", "card-view");
      const video = make("video");
      Object.assign(video, { srcObject: stream, playsInline: true, muted: true });
      const end = make("button", "button button-quiet", words.stop);
      end.type = "button";
      view.append(make("p", "", words.aim), video, end);
      actions.before(view);
      camera.hidden = true;
      let isOver = false;
      stop = () => {
        isOver = true;
        stream.getTracks().forEach((track) => track.stop());
        view.remove();
        camera.hidden = false;
      };
      end.addEventListener("click", () => {
        stop();
        camera.focus();
      });
      end.focus();
      await video.play().catch(() => {});
      const look = async () => {
        // The page that asked may have gone.
        if (isOver || !box.isConnected) return stop();
        const text = video.videoWidth ? await read(video, video.videoWidth, video.videoHeight) : null;
        if (text && !isOver) return found(text);
        setTimeout(look, PAUSE);
      };
      look();
    });
    actions.append(camera);
  }
  actions.append(picture);
  box.querySelector(".card-lead").after(actions, status);
}

let native;

/** Returns what the code in a picture says; nothing where there is none. */
async function read(source, width, height) {
  native ??= await detector();
  const seen = native && (await native.detect(source).catch(() => []));
  if (seen?.length) return seen[0].rawValue;
  const scale = Math.min(1, LONGEST / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  try {
    return decodeQR(context.getImageData(0, 0, canvas.width, canvas.height));
  } catch {
    return null;
  }
}

/** Returns the browser's own reader, where it has one. */
async function detector() {
  const formats = (await window.BarcodeDetector?.getSupportedFormats().catch(() => [])) ?? [];
  return formats.includes("qr_code") ? new BarcodeDetector({ formats: ["qr_code"] }) : false;
}

function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}
