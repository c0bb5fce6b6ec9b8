"""Files → files of other formats by the programs that offices and web sites use."""
import shutil
import subprocess
import tempfile
from pathlib import Path


def libreoffice(targets, ending):
    """Saves files in another format with LibreOffice; `targets` by source."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", ending, "--outdir", folder, *targets]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for source, target in targets.items():
            shutil.move(Path(folder) / f"{source.stem}.{ending}", target)


def pandoc(source, target):
    """Converts a web page with pandoc."""
    subprocess.run(["pandoc", "--standalone", "--from", "html", str(source), "-o", str(target)], check=True, stderr=subprocess.DEVNULL)


def weasyprint(source, target):
    """Prints a web page with WeasyPrint."""
    import weasyprint as library
    library.HTML(filename=str(source)).write_pdf(str(target))


def browser(source, targets):
    """Prints and saves a web page with Chromium: `targets` by kind, `pdf`, `html` (the page as the browser holds it) and `mhtml`."""
    import base64
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service
    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu"):
        options.add_argument(argument)
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    try:
        driver.get(source.resolve().as_uri())
        if "pdf" in targets:
            printed = driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
            targets["pdf"].write_bytes(base64.b64decode(printed["data"]))
        if "html" in targets:
            targets["html"].write_text(driver.page_source, encoding="utf-8")
        if "mhtml" in targets:
            saved = driver.execute_cdp_cmd("Page.captureSnapshot", {"format": "mhtml"})
            targets["mhtml"].write_bytes(saved["data"].encode("utf-8"))
    finally:
        driver.quit()
