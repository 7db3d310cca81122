using System.Text;
using TypedModels.Tool;
using TypedModels.Tool.Terminal;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return await Application.RunAsync(args, ToolConsole.OfProcess());
